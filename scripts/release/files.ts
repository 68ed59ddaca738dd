/** Which files a release has. */
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'

const copied = [
  'bin',
  'deploy',
  'docs',
  'src/domain',
  'src/paxos',
  'src/server',
  'src/simulator',
  '.env.example',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'SECURITY.md',
]
/** What a checkout may hold besides: notes, keys, an editor's copies. */
const shipped = /\.(conf|js|json|md|png|service|ts|yaml)$|(^|\/)(Dockerfile|LICENSE|orchestration-desk|\.env\.example)$/
const left = /(^|\/)(testing|secrets|tls)$|(^|\/)\.(?!env\.example$)|\.(test|spec)\.tsx?$|(^|\/)tsconfig\.json$/

/** Copies the product's own files from a checkout, without tests and without what else lies there. */
export function copyOwnFiles(root: string, stage: string): void {
  for (const path of copied) {
    mkdirSync(dirname(join(stage, path)), { recursive: true })
    cpSync(join(root, path), join(stage, path), {
      recursive: true,
      verbatimSymlinks: true,
      filter: source => !left.test(relative(root, source)) && (lstatSync(source).isDirectory() || shipped.test(source)),
    })
  }
}

/** Removes from a build the hidden files of public/, which Vite copies. */
export function removeHidden(dist: string): void {
  for (const path of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    if (/(^|\/)\.(?!vite$|server$)[^/]*$/.test(path)) rmSync(join(dist, path), { recursive: true, force: true })
  }
}

type Package = Readonly<Record<string, unknown>> & {
  readonly name: string
  readonly version: string
  readonly imports: Readonly<Record<string, string>>
}

export const readPackage = (root: string): Package =>
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Package

/** The package.json of a release: what Node and an operator need of the checkout's. */
export function writePackage(root: string, stage: string): void {
  const { name, version, description, license, type, engines, imports, dependencies } = readPackage(root)
  const { '#web/*': _web, ...served } = imports as Readonly<Record<string, string>>
  const scripts = {
    start: 'exec node --disable-sigusr1 $(test -f .env && echo --env-file=.env) bin/orchestration-desk',
  }
  const content = {
    ...{ name, version, description, private: true, license, type, engines },
    ...{ bin: 'bin/orchestration-desk', imports: served, scripts, dependencies },
  }
  writeFileSync(join(stage, 'package.json'), `${JSON.stringify(content, null, 2)}\n`)
}

/** What a package needs to run, and its license. */
const runs = /\.([cm]?js|json|wasm|node)$|^(licen[cs]e|copying|notice)/i
const unneeded = /^(tests?|__tests__|benchmarks?|examples?|docs|\.github)$/
const looseTests = /^(test|bench)\.[cm]?js$|\.(test|spec)\.[cm]?js$/

/** Removes from installed packages what only their developers need. */
export function prune(directory: string): void {
  const entries = readdirSync(directory, { withFileTypes: true })
  const isPackage = entries.some(({ name }) => name === 'package.json')
  for (const entry of entries) {
    const path = join(directory, entry.name)
    if (!entry.isDirectory()) {
      if (!runs.test(entry.name) || looseTests.test(entry.name) || entry.name.startsWith('.')) rmSync(path)
    } else if (entry.name === '.bin' || (isPackage && unneeded.test(entry.name))) {
      rmSync(path, { recursive: true })
    } else {
      prune(path)
      if (readdirSync(path).length === 0) rmSync(path, { recursive: true })
    }
  }
}

/** Every file and link below a directory, as paths within it, sorted by their bytes; also sets their permissions. */
export function settle(directory: string): readonly string[] {
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' })
  for (const path of paths) {
    const file = join(directory, path)
    const stat = lstatSync(file)
    if (stat.isSymbolicLink()) continue
    chmodSync(
      file,
      stat.isDirectory() || (basename(dirname(path)) === 'bin' && basename(path) === 'orchestration-desk')
        ? 0o755
        : 0o644,
    )
  }
  return paths.filter(path => !lstatSync(join(directory, path)).isDirectory()).sort()
}

/** Lists the sizes of the files that a start needs, by which bin/orchestration-desk finds one that is not there whole. */
export function writeSizes(stage: string, paths: readonly string[]): void {
  const needed = paths.filter(path => /^(bin|dist|node_modules|src)\/|^package\.json$/.test(path))
  const sizes = Object.fromEntries(needed.map(path => [path, statSync(join(stage, path)).size]))
  writeFileSync(join(stage, 'bin/files.json'), `${JSON.stringify(sizes, null, 1)}\n`)
}
