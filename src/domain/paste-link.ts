/** Recognises this product's own links around an id. */
import type { FoundId } from './paste-ids.ts'
import type { PasteContext } from './paste-result.ts'
import { readSeen } from './seen.ts'

/** `origin` is lower-case, undefined for a path alone; `seen` only in its exact shape. */
export type PastedLink = {
  readonly environment: string
  readonly origin: string | undefined
  readonly seen: string | undefined
}

/** A link of this product, on any host: `…/{environment}/orchestrations/{id}`. */
export function readLink({ before, after }: FoundId, { environments }: PasteContext): PastedLink | undefined {
  const name = /\/([^/\s]{1,64})\/orchestrations\/$/.exec(before)?.[1]?.toLowerCase()
  const environment = environments.find(known => known.toLowerCase() === name)
  if (environment === undefined) return undefined
  const origin = /(https?:\/\/[^\s/"'<>]+)[^\s"'<>]*$/i.exec(before)?.[1]?.toLowerCase()
  const seen = /^[^\s"'<>]*?[?&]seen=([A-Z]+~\w+)/.exec(after)?.[1]
  return { environment, origin, seen: readSeen(seen) && seen }
}
