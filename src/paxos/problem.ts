/** An RFC 9457 problem document, as Paxos and the proxy both send it. */
import { FieldReader } from './read.ts'

/** Paxos's own text about an error. Any field can be absent. */
export type Problem = {
  readonly type: string | undefined
  readonly title: string | undefined
  readonly detail: string | undefined
  readonly request_id: string | undefined
}

/** Reads a problem document; anything else reads as an empty one. Never throws. */
export function readProblem(json: unknown): Problem {
  const fields = FieldReader.from(json)
  return {
    type: fields.text('type'),
    title: fields.text('title'),
    detail: fields.text('detail'),
    request_id: fields.text('request_id'),
  }
}

/**
 * The scopes named in Paxos's 403 detail "insufficient scopes: found …, required one of …", or undefined when the 403
 * has another meaning.
 */
export function missingScope(detail: string | undefined): string | undefined {
  if (!detail?.toLowerCase().startsWith('insufficient scopes')) return undefined
  const required = /required(?: one)? of[:\s]*\[?([^\]]+)\]?/i.exec(detail)?.[1]
  return required?.match(/[a-z_]+:[a-z_]+/i)?.[0]
}
