/** The programs that tests start beside Node: found on this machine, or installed by apt where one may. */
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './run.ts'

export type Program = {
  /** As `WITHOUT` names it. */
  readonly name: string
  /** What cannot be run without it, in words. */
  readonly suites: string
  /** Debian's packages. */
  readonly packages: readonly string[]
  /** The path of one that is there. */
  readonly find: () => string | undefined
  /** A way to install it other than apt. */
  readonly otherwise?: () => Promise<unknown>
}

/** The unit tests that need a program say so in their names, by which they are left out. */
const suitesOf = (name: string) => `src/**/*.${name}.test.ts`

/** `variable` names another path than what is found: first on PATH, then where Debian puts it. */
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

/** The path of a program that a test is about to start. Throws a sentence when it is not there. */
export function pathOf({ name, find }: Program): string {
  const path = find()
  if (path === undefined) throw new Error(`There is no ${name} on this machine: install it, or set WITHOUT=${name}.`)
  return path
}

/**
 * The names in `WITHOUT`, separated by commas: what to go without on purpose. Throws a sentence for one that is none
 * of these, since a misspelt name would leave out nothing.
 */
export function readWithout(text: string | undefined, known: readonly string[]): readonly string[] {
  const names = (text ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '')
  const odd = names.find(name => !known.includes(name))
  if (odd !== undefined) throw new Error(`WITHOUT names ${odd}, which is none of: ${known.join(', ')}`)
  return names
}

/** The unit tests to leave out, as patterns. One that needs several programs names each: `x.redis.nginx.test.ts`. */
export const excludedSuites = (without: readonly string[]): string[] =>
  without.flatMap(name => [`**/*.${name}.test.ts`, `**/*.${name}.*.test.ts`])

export type Machine = {
  readonly run: typeof run
  /** Whether apt is there and we are root. */
  readonly mayInstall: boolean
  /** The file by which Debian's packages ask whether they may start what they install. */
  readonly policy: string
}

const thisMachine = (): Machine => ({
  run,
  mayInstall: existsSync('/usr/bin/apt-get') && process.getuid?.() === 0,
  policy: '/usr/sbin/policy-rc.d',
})

/** Finds or installs them all, in one go; returns those that are still not there. */
export async function provide(
  programs: readonly Program[],
  { run, mayInstall, policy }: Machine = thisMachine(),
): Promise<readonly Program[]> {
  const absent = () => programs.filter(({ find }) => find() === undefined)
  const wanted = absent()
  if (wanted.length === 0) return []
  process.stdout.write(`Not on this machine, but needed by tests: ${wanted.map(({ name }) => name).join(', ')}\n`)
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

/** Debian's packages start what they install. The tests start their own, so a service would only be in the way. */
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
