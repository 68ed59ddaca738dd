/** Vite's manifest: which files each part of the app consists of. */
import * as v from 'valibot'

const Chunk = v.object({
  file: v.string(),
  imports: v.optional(v.array(v.string()), []),
  css: v.optional(v.array(v.string()), []),
})
const ManifestSchema = v.record(v.string(), Chunk)
export type Manifest = v.InferOutput<typeof ManifestSchema>

/** An empty one for anything that is none. */
export function readManifest(json: unknown): Manifest {
  const read = v.safeParse(ManifestSchema, json)
  return read.success ? read.output : {}
}

/** These chunks and their static imports, each once. Dynamic imports aren't needed for the first view. */
export function chunksOf(manifest: Manifest, names: readonly string[]): Manifest[string][] {
  const seen = new Set<string>()
  const visit = (name: string) => {
    if (seen.has(name) || !manifest[name]) return
    seen.add(name)
    manifest[name].imports.forEach(visit)
  }
  names.forEach(visit)
  return [...seen].flatMap(name => manifest[name] ?? [])
}
