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
