/** Copies of this checkout for tests: its sources, with the installed packages linked. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

const notCopied = /^(node_modules|dist(\.next)?|release|\.git|\.tsbuild|test-results|e2e|bench)$/

export type Checkout = { readonly directory: string; readonly remove: () => void }

/** A temporary directory. */
export function temporary(name: string): Checkout {
  const directory = mkdtempSync(join(tmpdir(), `desk-${name}-`))
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) }
}

/** A copy below `parent`; `without` are packages that it does not have. */
export function copyCheckout(parent: string, without: readonly string[] = []): string {
  const directory = join(parent, 'checkout')
  for (const name of readdirSync(root)) {
    if (!notCopied.test(name))
      cpSync(join(root, name), join(directory, name), { recursive: true, verbatimSymlinks: true })
  }
  linkModules(directory, without)
  return directory
}

function linkModules(directory: string, without: readonly string[]): void {
  mkdirSync(join(directory, 'node_modules'))
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (without.includes(name) || name === '.cache') continue
    symlinkSync(join(root, 'node_modules', name), join(directory, 'node_modules', name))
  }
}
