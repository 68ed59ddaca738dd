/** `npm start` and its relatives where something is missing: each says so in one sentence. */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildProblem } from './build-problem.ts'
import { copyCheckout, root, temporary } from './testing/checkout.ts'
import { mayMount } from './testing/may-mount.ts'

const { directory, remove } = temporary('start')
let checkout: string
beforeAll(() => {
  checkout = copyCheckout(directory, ['vite', '.bin'])
  // Is there, so that nothing is compiled ahead.
  mkdirSync(join(checkout, 'node_modules/.cache/desk'), { recursive: true })
})
afterAll(remove)

const path = [join(root, 'node_modules/.bin'), '/usr/bin', '/bin'].join(delimiter)

/** Runs a program in the copy; gives its exit code and all that it prints. */
function run(command: readonly string[], PATH = path) {
  const [program = '', ...args] = command
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: checkout, env: { PATH }, encoding: 'utf8' })
  return { status, output: stdout + stderr }
}

const start = ['sh', 'scripts/start.sh', '--check-config'] as const

/** A program in front of the others on the path. */
function pathWith(name: string, content: string): string {
  const folder = join(directory, 'programs', name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), content)
  chmodSync(join(folder, name), 0o755)
  return [folder, path].join(delimiter)
}

describe('an older Node gets one sentence and exit code 1', () => {
  const commands = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts as Record<string, string>

  test.each([
    ['npm start', ['sh', '-c', commands.start ?? '']],
    ['npm test', ['sh', '-c', commands.test ?? '']],
    ['npm run release', ['sh', '-c', commands.release ?? '']],
    ['bin/orchestration-desk', ['node', 'bin/orchestration-desk']],
    ['src/server/main.ts', ['node', 'src/server/main.ts']],
  ])('%s', (_name, command) => {
    for (const version of ['12.22.12', '18.20.8', '20.20.2', '22.21.1']) {
      const old = `Object.defineProperty(process.versions, 'node', { value: '${version}' })`
      const nodeOf = `#!/bin/sh\nexec '${process.execPath}' --require '${join(directory, 'old.cjs')}' "$@"\n`
      writeFileSync(join(directory, 'old.cjs'), old)
      expect(run(command, pathWith('node', nodeOf))).toEqual({
        status: 1,
        output: `Orchestration Desk needs Node 22.22 or newer; this is Node ${version}.\n`,
      })
    }
  })

  test('a Node that is told not to run TypeScript, too', () => {
    const node = pathWith('node', `#!/bin/sh\nexec '${process.execPath}' --no-strip-types "$@"\n`)
    expect(run(['node', 'src/server/main.ts'], node)).toEqual({
      status: 1,
      output: `Orchestration Desk needs a Node that runs TypeScript; this is Node ${process.versions.node}.\n`,
    })
  })

  test.runIf(isOld('/usr/bin/node'))('the real one of this machine', () => {
    for (const file of ['bin/orchestration-desk', 'src/server/main.ts', 'bin/check-node.js']) {
      const { status, output } = run(['/usr/bin/node', file])
      expect([status, output]).toEqual([
        1,
        expect.stringMatching(/^Orchestration Desk needs Node 22\.22 or newer; this is Node [\d.]+\.\n$/),
      ])
    }
  })
})

function isOld(node: string): boolean {
  const version = existsSync(node) ? spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout : ''
  return /^v(\d|1\d|2[01])\./.test(version)
}

test('a Node for another kind of machine is one sentence', () => {
  const [foreign = ''] = pathWith('node', '\x7fELF').split(delimiter)
  expect(run(['/bin/sh', ...start.slice(1)], foreign)).toEqual({
    status: 1,
    output:
      "The Node in node_modules can't run on this machine. Run npm ci on it, or remove node_modules/.bin/node to use its own Node.\n",
  })
})

describe('without a current build', () => {
  beforeEach(() => {
    rmSync(join(checkout, 'dist'), { recursive: true, force: true })
    rmSync(join(checkout, 'node_modules/vite'), { force: true })
  })
  const oldBuild = () => {
    mkdirSync(join(checkout, 'dist'))
    writeFileSync(join(checkout, 'dist/index.html'), 'old')
    utimesSync(join(checkout, 'dist/index.html'), 0, 0)
  }
  const linkVite = () => symlinkSync(join(root, 'node_modules/vite'), join(checkout, 'node_modules/vite'))

  test('and without Vite, an existing one is served, and said so', () => {
    expect(run(start)).toEqual({
      status: 1,
      output: "The app can't be built: Vite is not installed; npm ci installs it.\n",
    })
    oldBuild()
    expect(run(start)).toEqual({
      status: 0,
      output:
        'Serving the existing build in dist/, which is older than its sources: Vite is not installed; npm ci installs it.\nThe settings are valid.\n',
    })
  })

  test.each([
    ['ENOSPC: no space left on device, write', 'the disk is full'],
    ["EROFS: read-only file system, mkdir 'dist.next'", 'this directory cannot be written to'],
    ["EACCES: permission denied, mkdir 'dist.next'", 'this directory cannot be written to'],
    [
      'Cannot find native binding. npm has a bug',
      'node_modules lacks the build tools for this machine; run npm ci on it, with Node 20.19 or newer',
    ],
  ])('%s: one sentence, and the older one is kept', (problem, cause) => {
    linkVite()
    const failing = pathWith('vite', `#!/bin/sh\nmkdir -p dist.next; echo "Error: ${problem}" >&2; exit 1\n`)
    const building = 'Building the app first, this takes a few seconds.\n'
    expect(run(start, failing)).toEqual({ status: 1, output: `${building}The app can't be built: ${cause}.\n` })
    oldBuild()
    expect(run(start, failing)).toEqual({
      status: 0,
      output: `${building}Serving the existing build in dist/, which is older than its sources: ${cause}.\nThe settings are valid.\n`,
    })
    expect(readFileSync(join(checkout, 'dist/index.html'), 'utf8')).toBe('old')
  })

  test.each([
    ['scripts/test.ts', "The checks can't run"],
    ['scripts/dev.ts', "The app can't be built"],
  ])('%s is one sentence, too', (program, what) => {
    const missing = 'Vite is not installed; npm ci installs it'
    expect(run(['node', program])).toEqual({ status: 1, output: `${what}: ${missing}.\n` })
    linkVite()
    const foreign = pathWith('vite', '#!/bin/sh\necho "Error: Cannot find native binding." >&2; exit 1\n')
    const cause = 'node_modules lacks the build tools for this machine; run npm ci on it, with Node 20.19 or newer'
    expect(run(['node', program], foreign)).toEqual({ status: 1, output: `${what}: ${cause}.\n` })
  })

  test('another failure is shown as Vite tells it', () => {
    linkVite()
    const failing = pathWith('vite', '#!/bin/sh\necho "Unexpected token in page.tsx" >&2; exit 1\n')
    expect(run(start, failing)).toMatchObject({ status: 1, output: expect.stringContaining('Unexpected token') })
  })
})

test.runIf(mayMount)(
  'npm run release on a full or read-only disk is one sentence',
  () => {
    const release = `cd '${root}' && node scripts/release.ts --out /mnt/release`
    const on = (options: string) =>
      run(['unshare', '--mount', 'sh', '-c', `mount -t tmpfs -o ${options} none /mnt && ${release}`])
    expect(on('size=3m')).toEqual({ status: 1, output: "The release can't be made: the disk is full.\n" })
    expect(on('ro')).toEqual({ status: 1, output: "The release can't be made: this directory cannot be written to.\n" })
  },
  120_000,
)
if (!mayMount) process.stdout.write('Not run: a release on a full disk (no right to mount a file system)\n')

test('a failure with another cause has no sentence', () => {
  expect(buildProblem('SyntaxError: Unexpected token')).toBeUndefined()
})
