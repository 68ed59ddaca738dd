import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, matchesGlob } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { excludedSuites, type Program, pathOf, provide, readWithout } from './programs.ts'

const directory = mkdtempSync(join(tmpdir(), 'desk-programs-'))
const policy = join(directory, 'policy-rc.d')
afterAll(() => rmSync(directory, { recursive: true }))

const known = ['redis', 'nginx', 'chromium']

/** A program that apt can or cannot install. */
function program(name: string, { there = false, otherwise }: { there?: boolean; otherwise?: boolean } = {}) {
  let path = there ? `/usr/bin/${name}` : undefined
  const install = () => {
    path = `/usr/bin/${name}`
  }
  const result: Program = {
    name,
    suites: `the suites of ${name}`,
    packages: [`${name}-package`],
    find: () => path,
    ...(otherwise && { otherwise: async () => install() }),
  }
  return { ...result, install }
}

test("doesn't install a program that is present", async () => {
  const run = vi.fn()
  expect(await provide([program('redis', { there: true })], { run, mayInstall: true, policy })).toEqual([])
  expect(run).not.toHaveBeenCalled()
})

test('installs missing programs from apt with one update and one install, and starts no service', async () => {
  const programs = [program('redis'), program('nginx'), program('chromium', { there: true })]
  const policies: string[] = []
  const run = vi.fn(async (_command: string, [verb]: readonly string[]) => {
    if (verb !== 'install') return 0
    policies.push(readFileSync(policy, 'utf8'))
    for (const one of programs) one.install()
    return 0
  })
  expect(await provide(programs, { run, mayInstall: true, policy })).toEqual([])
  expect(run.mock.calls.map(([, args]) => args)).toEqual([
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', 'redis-package', 'nginx-package'],
  ])
  expect(policies).toEqual(['#!/bin/sh\nexit 101\n'])
  expect(existsSync(policy)).toBe(false)
})

test('leaves an existing policy alone', async () => {
  writeFileSync(policy, 'of the administrator')
  await provide([program('redis')], { run: async () => 1, mayInstall: true, policy })
  expect(readFileSync(policy, 'utf8')).toBe('of the administrator')
  rmSync(policy)
})

test('falls back to another installer without apt, and reports what is still missing', async () => {
  const run = vi.fn(async () => 100)
  const browser = program('chromium', { otherwise: true })
  const lost = program('nginx')
  expect(await provide([browser, lost], { run, mayInstall: false, policy })).toEqual([lost])
  expect(run).not.toHaveBeenCalled()
})

test('WITHOUT rejects a misspelt program', () => {
  expect(readWithout(undefined, known)).toEqual([])
  expect(readWithout(' redis, nginx,', known)).toEqual(['redis', 'nginx'])
  expect(() => readWithout('redis,ngnix', known)).toThrow('WITHOUT contains ngnix. Known names: redis, nginx, chromium')
})

test('excludes exactly the suites that need a program', () => {
  const isOut = (path: string) => excludedSuites(['redis']).some(pattern => matchesGlob(path, pattern))
  expect(isOut('src/server/shared/connection.redis.test.ts')).toBe(true)
  expect(isOut('src/server/behind-nginx.redis.nginx.test.ts')).toBe(true)
  expect(isOut('src/server/behind-nginx.nginx.test.ts')).toBe(false)
  expect(isOut('e2e/in-between.redis.spec.ts')).toBe(true)
  expect(isOut('e2e/in-between.nginx.spec.ts')).toBe(false)
  expect(isOut('src/server/shared/seal.test.ts')).toBe(false)
  expect(excludedSuites([])).toEqual([])
})

test('a test of a missing program fails with a readable message', () => {
  expect(pathOf(program('redis', { there: true }))).toBe('/usr/bin/redis')
  expect(() => pathOf(program('redis'))).toThrow('redis is not installed. Install it, or set WITHOUT=redis.')
})
