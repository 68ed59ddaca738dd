/**
 * Checks the budgets of the production build: what a browser must load for a detail link and for the lookup page, as sent
 * over the wire (brotli), and how many parts of them load later.
 */
import { readFileSync, statSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

type Chunk = { file: string; imports?: string[]; dynamicImports?: string[]; css?: string[] }
type Manifest = Record<string, Chunk>

const limits = { script: 135_000, style: 12_000, parts: 3 }
const pages = { detail: 'src/web/features/orchestration/page.tsx', lookup: 'src/web/features/lookup/page.tsx' }

/** Every file a page needs before it can render: the entry, the page, and their static imports. */
function filesOf(manifest: Manifest, roots: readonly string[]): { scripts: Set<string>; styles: Set<string> } {
  const seen = new Set<string>()
  const visit = (name: string): void => {
    if (seen.has(name)) return
    seen.add(name)
    const chunk = manifest[name]
    if (!chunk) throw new Error(`${name} is not in the build's manifest`)
    for (const imported of chunk.imports ?? []) visit(imported)
  }
  for (const root of roots) visit(root)
  const chunks = [...seen].map(name => manifest[name]).filter(chunk => chunk !== undefined)
  return { scripts: new Set(chunks.map(({ file }) => file)), styles: new Set(chunks.flatMap(({ css }) => css ?? [])) }
}

const isPage = (source: string) => /features\/[^/]+\/(page|smart-link)\.tsx$|not-found-page\.tsx$/.test(source)

/** The parts of these pages that load by themselves: components, and no page. */
const lazyParts = (manifest: Manifest): string[] =>
  [...new Set(['index.html', ...Object.values(pages)].flatMap(name => manifest[name]?.dynamicImports ?? []))].filter(
    source => source.endsWith('.tsx') && !isPage(source),
  )

const sent = (files: Iterable<string>) => [...files].reduce((sum, file) => sum + statSync(`dist/${file}.br`).size, 0)

/** Prints one line per budget and returns how many are kept and broken. */
export function checkBudgets(): { passed: number; failed: number } {
  const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8')) as Manifest
  const result = { passed: 0, failed: 0 }
  for (const [page, source] of Object.entries(pages)) {
    const { scripts, styles } = filesOf(manifest, ['index.html', source])
    for (const [kind, size] of [
      ['script', sent(scripts)],
      ['style', sent(styles)],
    ] as const) {
      const kept = size <= limits[kind]
      result[kept ? 'passed' : 'failed'] += 1
      console.log(`${kept ? 'ok  ' : 'OVER'} ${page} ${kind}: ${size} of ${limits[kind]} bytes (brotli)`)
    }
  }
  const parts = lazyParts(manifest)
  const kept = parts.length <= limits.parts
  result[kept ? 'passed' : 'failed'] += 1
  console.log(`${kept ? 'ok  ' : 'OVER'} lazy parts: ${parts.length} of ${limits.parts}: ${parts.join(', ')}`)
  return result
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = checkBudgets().failed ? 1 : 0
