/** The built web app, read into memory at start: requests never touch the file system. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { readManifest } from './manifest.ts'

/** One file as served. `br` and `gzip` are built ahead, and absent if not smaller. */
export type SiteFile = {
  readonly type: string
  readonly etag: string
  /** Its name changes with its content. */
  readonly immutable: boolean
  readonly body: Buffer
  readonly br?: Buffer
  readonly gzip?: Buffer
}

export type Site = {
  /** Where it was read from; the module that draws is below it. */
  readonly directory?: string
  /** By path, such as `/assets/index-4fPp2a.js`. Without index.html. */
  readonly files: ReadonlyMap<string, SiteFile>
  readonly indexHtml: string
  /** Vite's manifest, when the build wrote one. */
  readonly manifest: unknown
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/** Where the build puts the module that draws pages. */
export const drawModulePath = '.server/entry-server.js'

/** Not served: precompressed siblings, source maps, Vite's manifest and what is for the server. */
const skipped = /\.(br|gz|map)$|^\/index\.html$|^\/\./

/** Reads a build; undefined when there is none. Throws `IncompleteSite` for one without all of its files. */
export function readSite(directory: string): Site | undefined {
  const read = (path: string) => readFileSync(join(directory, path))
  let paths: string[]
  let indexHtml: string
  try {
    indexHtml = read('index.html').toString()
    paths = readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name).slice(directory.length).replaceAll('\\', '/'))
  } catch {
    return undefined
  }
  const files = new Map<string, SiteFile>()
  for (const path of paths.filter(path => !skipped.test(path))) {
    const body = read(path)
    files.set(path, {
      type: types[extname(path)] ?? 'application/octet-stream',
      etag: etagOf(body),
      immutable: path.startsWith('/assets/'),
      body,
      ...(paths.includes(`${path}.br`) && { br: read(`${path}.br`) }),
      ...(paths.includes(`${path}.gz`) && { gzip: read(`${path}.gz`) }),
    })
  }
  const manifest = paths.includes('/.vite/manifest.json')
    ? JSON.parse(read('/.vite/manifest.json').toString())
    : undefined
  if (!existsSync(join(directory, drawModulePath))) throw new IncompleteSite(`${drawModulePath} is missing`)
  const built = Object.values(readManifest(manifest)).flatMap(({ file, css }) => [file, ...css])
  const missing = built.find(path => !files.has(`/${path}`))
  if (missing !== undefined) throw new IncompleteSite(`${missing} is missing`)
  return { directory, files, indexHtml, manifest }
}

/** Only a part of a build is there. */
export class IncompleteSite extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'IncompleteSite'
  }
}

export const etagOf = (body: Buffer): string =>
  `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
