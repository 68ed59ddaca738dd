/** `Link` headers that let the browser request data and scripts before it has parsed the page. */
import { chunksOf, type Manifest, readManifest } from './manifest.ts'

const entry = 'index.html'
const pages = {
  detail: 'src/web/features/orchestration/page.tsx',
  lookup: 'src/web/features/lookup/page.tsx',
} as const

export type LinkHints = {
  /** For a detail page: its data first, then its scripts. `dataPath` is same-origin and needs no escaping. */
  readonly detail: (dataPath: string) => string
  readonly lookup: string
  readonly other: string
}

/** Hints from the build's manifest; without one, only the data is announced. */
export function linkHints(json: unknown): LinkHints {
  const manifest = readManifest(json)
  const lookup = filesOf(manifest, [entry, pages.lookup]).join(', ')
  const detail = filesOf(manifest, [entry, pages.detail])
  return {
    detail: dataPath => [`<${dataPath}>; rel=preload; as=fetch; crossorigin`, ...detail].join(', '),
    lookup,
    other: filesOf(manifest, [entry]).join(', '),
  }
}

function filesOf(manifest: Manifest, names: readonly string[]): string[] {
  const chunks = chunksOf(manifest, names)
  const styles = new Set(chunks.flatMap(({ css }) => css))
  return [
    ...[...styles].map(file => `</${file}>; rel=preload; as=style; crossorigin`),
    ...chunks.map(({ file }) => `</${file}>; rel=modulepreload; crossorigin`),
  ]
}
