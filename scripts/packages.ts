/** The npm packages that the product contains, from the lock file and the bundle. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** How npm marks packages that an installation without development tools leaves out. */
const leftOut = ['dev', 'optional', 'devOptional', 'peer', 'link'] as const
type Locked = Readonly<Partial<Record<(typeof leftOut)[number], boolean>>> & { readonly version?: string }
type Lock = { readonly packages: Readonly<Record<string, Locked>> }

export const readLock = (root: string): Lock =>
  JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock

/** Where the packages that the server loads are installed: `node_modules/pino`, sorted. */
export const productionPackages = ({ packages }: Lock): readonly string[] =>
  Object.entries(packages)
    .filter(([path, flags]) => path !== '' && !leftOut.some(flag => flags[flag]))
    .map(([path]) => path)
    .sort()

/** `node_modules/@fastify/error` → `@fastify/error` */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/**
 * Where the packages are installed that these modules of a bundle come from. A build tool's own helpers are virtual
 * modules: `\0vite/preload-helper.js`.
 */
export function bundledPackages(moduleIds: Iterable<string>): readonly string[] {
  const name = '(?:@[^/]+/)?[^/]+'
  const installed = new RegExp(`.*(node_modules/${name})/`)
  const virtual = new RegExp(`^\0(${name})/`)
  const paths = [...moduleIds].flatMap(id => {
    const helper = virtual.exec(id)?.[1]
    return installed.exec(id)?.[1] ?? (helper === undefined ? [] : `node_modules/${helper}`)
  })
  return [...new Set(paths)].sort()
}

/** A license, or a file that a license asks to keep. */
const legalFile = /^(licen[cs]e|copying|notice)/i

/** The text of LICENSES.txt for packages installed below `root`. Throws for a package without any license. */
export function licensesText(root: string, { server, app }: Record<'server' | 'app', readonly string[]>): string {
  const paths = [...new Set([...server, ...app])].sort()
  const where = (path: string) =>
    [...(server.includes(path) ? ['the server'] : []), ...(app.includes(path) ? ['the web app'] : [])].join(' and ')
  return [
    'Orchestration Desk is licensed under the Apache License 2.0 (see LICENSE). It contains these packages:\n',
    ...paths.map(path => `${'─'.repeat(80)}\n${licenseOf(join(root, path), where(path))}\n`),
  ].join('\n')
}

function licenseOf(directory: string, where: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
    name: string
    version: string
    license?: string
  }
  const files = readdirSync(directory)
    .filter(file => legalFile.test(file))
    .sort()
  if (license === undefined && files.length === 0) throw new Error(`${name} has no license`)
  const texts = files.map(file => readFileSync(join(directory, file), 'utf8').replaceAll('\r\n', '\n').trim())
  return [`${name} ${version} (in ${where})`, `License: ${license ?? 'see below'}`, ...texts].join('\n\n')
}
