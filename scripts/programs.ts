/** Programs that tests start: found on this machine, or installed with apt where possible. */
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './run.ts'

export type Program = {
  /** As `WITHOUT` names it. */
  readonly name: string
  /** The suites that need it, for messages. */
  readonly suites: string
  /** Debian's packages. */
  readonly packages: readonly string[]
  /** The path of an installed one. */
  readonly find: () => string | undefined
  /** An installer other than apt. */
  readonly otherwise?: () => Promise<unknown>
}

/** Unit tests that need a program have its name in their file name, by which they are excluded. */
const suitesOf = (name: string) => `src/**/*.${name}.test.ts, e2e/*.${name}.spec.ts`

/** Looks on PATH, then where Debian installs it; the environment variable `variable` overrides both. */
const unitTestProgram = (name: string, binary: string, variable: string, packages: readonly string[]): Program => ({
  name,
  suites: suitesOf(name),
  packages,
  find: () => {
    const directories = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/sbin']
    const candidates = [process.env[variable], ...directories.map(directory => join(directory, binary))]
    return candidates.find(path => path !== undefined && path !== '' && existsSync(path))
  },
})

export const redis = unitTestProgram('redis', 'redis-server', 'REDIS_SERVER_PATH', ['redis-server'])
export const nginx = unitTestProgram('nginx', 'nginx', 'NGINX_PATH', ['nginx-light'])

/** The path of a program that a test is about to start. Throws a readable error when it is missing. */
export function pathOf({ name, find }: Program): string {
  const path = find()
  if (path === undefined) throw new Error(`${name} is not installed. Install it, or set WITHOUT=${name}.`)
  return path
}

/**
 * The programs named in `WITHOUT`, separated by commas: their tests are skipped on purpose. Throws for an unknown name,
 * since a misspelt one would skip nothing.
 */
export function readWithout(text: string | undefined, known: readonly string[]): readonly string[] {
  const names = (text ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '')
  const odd = names.find(name => !known.includes(name))
  if (odd !== undefined) throw new Error(`WITHOUT contains ${odd}. Known names: ${known.join(', ')}`)
  return names
}

/** Patterns of tests to exclude, in Node and in the browser. A test that needs several programs names each: `x.redis.nginx.test.ts`. */
export const excludedSuites = (without: readonly string[]): string[] => without.map(name => `**/*.${name}.*.ts`)

export type Machine = {
  readonly run: typeof run
  /** Whether apt exists and we are root. */
  readonly mayInstall: boolean
  /** The script that Debian's packages ask before they start a service. */
  readonly policy: string
}

const thisMachine = (): Machine => ({
  run,
  mayInstall: existsSync('/usr/bin/apt-get') && process.getuid?.() === 0,
  policy: '/usr/sbin/policy-rc.d',
})

/** Finds or installs all of them; returns those that are still missing. */
export async function provide(
  programs: readonly Program[],
  { run, mayInstall, policy }: Machine = thisMachine(),
): Promise<readonly Program[]> {
  const absent = () => programs.filter(({ find }) => find() === undefined)
  const wanted = absent()
  if (wanted.length === 0) return []
  process.stdout.write(`Needed by tests, but not installed: ${wanted.map(({ name }) => name).join(', ')}\n`)
  if (mayInstall) {
    const quietly = { DEBIAN_FRONTEND: 'noninteractive' }
    const packages = wanted.flatMap(program => program.packages)
    await run('apt-get', ['update', '-q'])
    await withoutServices(policy, () =>
      run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], quietly),
    )
  }
  for (const { otherwise } of absent()) await otherwise?.()
  return absent()
}

/** Keeps Debian's packages from starting services: the tests start their own. */
async function withoutServices(policy: string, work: () => Promise<unknown>): Promise<void> {
  const ours = !existsSync(policy)
  // 101: "action forbidden by policy".
  if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    await work()
  } finally {
    if (ours) rmSync(policy)
  }
}
