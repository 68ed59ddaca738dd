/** Every fault of an upstream, by name: one table for the tests and `npm run faults`. */
import type { ProblemCode } from '#domain/problems/problem-code.ts'
import type { RawAnswer } from '../raw-upstream.ts'
import { good, refusal } from './answers.ts'
import { broken } from './broken.ts'
import { refusals } from './refusals.ts'
import { slow } from './slow.ts'

export type UpstreamFault = {
  readonly name: string
  /** Its number in docs/security.md. */
  readonly faults: string
  readonly does: string
  /** The response to a client that requests a record. */
  readonly told: { readonly status: number; readonly code: ProblemCode | undefined }
  /** The response to a read; a valid one if the fault is in the token. */
  readonly api?: RawAnswer
  readonly token?: RawAnswer
}

/** `paceMs` is the time between two dripped bytes. */
export const upstreamFaults = (paceMs: number): readonly UpstreamFault[] => [...slow(paceMs), ...broken, ...refusals]

const grant = refusal(200, { access_token: 'a-token', token_type: 'bearer', expires_in: 3600 })

/** Answers token requests and reads according to the fault, each numbered separately. */
export function answerOf({ api = good, token = grant }: Pick<UpstreamFault, 'api' | 'token'>): RawAnswer {
  let reads = 0
  let tokens = 0
  return (socket, _n, head) => (head.startsWith('POST ') ? token(socket, ++tokens, head) : api(socket, ++reads, head))
}
