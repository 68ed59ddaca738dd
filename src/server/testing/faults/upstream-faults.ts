/** Everything that an upstream of ours can do wrong, by name: one table for the tests and for `npm run faults`. */
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
  /** What whoever asks this server for a record is told. */
  readonly told: { readonly status: number; readonly code: ProblemCode | undefined }
  /** The answer to a read; a good one where the token is what goes wrong. */
  readonly api?: RawAnswer
  readonly token?: RawAnswer
}

/** `paceMs` lies between two bytes of what drips. */
export const upstreamFaults = (paceMs: number): readonly UpstreamFault[] => [...slow(paceMs), ...broken, ...refusals]

const grant = refusal(200, { access_token: 'a-token', token_type: 'bearer', expires_in: 3600 })

/** Answers token requests and reads alike as the fault has it. Numbers are counted for each of the two. */
export function answerOf({ api = good, token = grant }: Pick<UpstreamFault, 'api' | 'token'>): RawAnswer {
  let reads = 0
  let tokens = 0
  return (socket, _n, head) => (head.startsWith('POST ') ? token(socket, ++tokens, head) : api(socket, ++reads, head))
}
