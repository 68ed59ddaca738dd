import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, matchesGlob } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { excludedSuites, type Program, pathOf, provide, readWithout } from './programs.ts'

const directory = mkdtempSync(join(tmpdir(), 'desk-programs-'))
const policy = join(directory, 'policy-rc.d')
afterAll(() => rmSync(directory, { recursive: true }))

const known = ['redis', 'nginx', 'chromium']

/** A program that apt installs, or nothing does. */
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

test('what is there is not installed', async () => {
  const run = vi.fn()
  expect(await provide([program('redis', { there: true })], { run, mayInstall: true, policy })).toEqual([])
  expect(run).not.toHaveBeenCalled()
})

test('what is not there comes from apt: one update, one install, no service started', async () => {
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

test('a policy that is there already is left alone', async () => {
  writeFileSync(policy, 'of the administrator')
  await provide([program('redis')], { run: async () => 1, mayInstall: true, policy })
  expect(readFileSync(policy, 'utf8')).toBe('of the administrator')
  rmSync(policy)
})

test('where apt may not be used, or did not help, another way is tried, and what is missing is told', async () => {
  const run = vi.fn(async () => 100)
  const browser = program('chromium', { otherwise: true })
  const lost = program('nginx')
  expect(await provide([browser, lost], { run, mayInstall: false, policy })).toEqual([lost])
  expect(run).not.toHaveBeenCalled()
})

test('WITHOUT names programs, and a misspelt one is refused', () => {
  expect(readWithout(undefined, known)).toEqual([])
  expect(readWithout(' redis, nginx,', known)).toEqual(['redis', 'nginx'])
  expect(() => readWithout('redis,ngnix', known)).toThrow(
    'WITHOUT names ngnix, which is none of: redis, nginx, chromium',
  )
})

test('the suites of a program are left out by their names, and no others', () => {
  const isOut = (path: string) => excludedSuites(['redis']).some(pattern => matchesGlob(path, pattern))
  expect(isOut('src/server/shared/connection.redis.test.ts')).toBe(true)
  expect(isOut('src/server/behind-nginx.redis.nginx.test.ts')).toBe(true)
  expect(isOut('src/server/behind-nginx.nginx.test.ts')).toBe(false)
  expect(isOut('src/server/shared/seal.test.ts')).toBe(false)
  expect(excludedSuites([])).toEqual([])
})

test('a test that starts a program which is not there fails with a sentence', () => {
  expect(pathOf(program('redis', { there: true }))).toBe('/usr/bin/redis')
  expect(() => pathOf(program('redis'))).toThrow('There is no redis on this machine: install it, or set WITHOUT=redis.')
})
