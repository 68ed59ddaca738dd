/**
 * `npm run release`: makes release/orchestration-desk-{version}.tar.gz with its checksum and bill of materials. The same
 * sources and the same lock file make the same bytes, wherever and whenever. `--out <directory>` writes elsewhere.
 */
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { create } from 'tar'
import { buildProblem } from './build-problem.ts'
import { nameOf, productionPackages, readLock } from './packages.ts'
import { copyOwnFiles, prune, readPackage, removeHidden, settle, writePackage, writeSizes } from './release/files.ts'
import { billOfMaterials } from './release/sbom.ts'
import { capture } from './run.ts'

const limits = { compressed: 8_000_000, unpacked: 45_000_000 }
/** As npm's own packages have it: no build has a time that anyone could tell from another. */
const time = new Date('1985-10-26T08:15:00.000Z')

async function runOrThrow(command: string, args: readonly string[], cwd: string): Promise<void> {
  const { code, output } = await capture(command, args, cwd, { NODE_ENV: 'production' })
  if (code !== 0) throw new Error(output)
}

async function release(root: string, out: string): Promise<void> {
  const { name, version } = readPackage(root)
  const title = `${name}-${version}`
  const work = join(out, '.work')
  const stage = join(work, title)
  rmSync(work, { recursive: true, force: true })
  // One by one: with `recursive`, Node says ENOENT for a read-only disk.
  for (const directory of [out, work, stage]) if (!existsSync(directory)) mkdirSync(directory)

  for (const file of ['package.json', 'package-lock.json', '.npmrc']) copyFileSync(join(root, file), join(work, file))
  await Promise.all([
    runOrThrow('vite', ['build', '--logLevel', 'warn', '--outDir', join(stage, 'dist'), '--emptyOutDir'], root),
    runOrThrow('npm', ['ci', '--omit=dev', '--omit=optional', '--ignore-scripts', '--prefer-offline'], work),
  ])
  cpSync(join(work, 'node_modules'), join(stage, 'node_modules'), { recursive: true })
  rmSync(join(stage, 'node_modules/.package-lock.json'))
  prune(join(stage, 'node_modules'))
  removeHidden(join(stage, 'dist'))
  copyOwnFiles(root, stage)
  writePackage(root, stage)
  renameSync(join(stage, 'dist/LICENSES.txt'), join(stage, 'LICENSES.txt'))
  copyFileSync(join(stage, 'LICENSES.txt'), join(stage, 'dist/LICENSES.txt'))

  const bundled = JSON.parse(readFileSync(join(stage, 'dist/.vite/packages.json'), 'utf8')) as string[]
  const lock = readLock(root)
  const shipped = new Set(
    [...productionPackages(lock), ...bundled].map(path => `${nameOf(path)}@${lock.packages[path]?.version}`),
  )
  const bill = await billOfMaterials(root, name, shipped)
  writeFileSync(join(stage, 'sbom.cdx.json'), bill)

  writeSizes(stage, settle(stage))
  const files = settle(stage)
  const archive = join(work, `${title}.tar.gz`)
  const paths = files.map(path => `${title}/${path}`)
  await create({ file: archive, cwd: work, gzip: { level: 9 }, portable: true, mtime: time, noDirRecurse: true }, paths)
  const bytes = readFileSync(archive)
  const unpacked = files.reduce((sum, path) => sum + statSync(join(stage, path)).size, 0)
  check('compressed', bytes.length)
  check('unpacked', unpacked)

  const digest = createHash('sha256').update(bytes).digest('hex')
  writeFileSync(join(out, `${title}.tar.gz.sha256`), `${digest}  ${title}.tar.gz\n`)
  writeFileSync(join(out, `${title}.cdx.json`), bill)
  renameSync(archive, join(out, `${title}.tar.gz`))
  rmSync(work, { recursive: true })
  console.log(`${title}.tar.gz: ${megabytes(bytes.length)} compressed, ${megabytes(unpacked)} in ${files.length} files`)
  console.log(`sha256 ${digest}`)
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`

function check(kind: keyof typeof limits, bytes: number): void {
  if (bytes > limits[kind])
    throw new Error(`The release is ${megabytes(bytes)} ${kind}; the limit is ${megabytes(limits[kind])}.\n`)
}

const { out } = parseArgs({ options: { out: { type: 'string', default: 'release' } } }).values
try {
  if (!existsSync('node_modules/vite')) throw new Error('Vite is not installed. Run npm ci first.\n')
  await release(process.cwd(), resolve(out))
} catch (error) {
  const text = error instanceof Error ? error.message : String(error)
  const problem = buildProblem(text)
  process.stderr.write(problem === undefined ? text : `The release can't be made: ${problem}.\n`)
  process.exitCode = 1
}
