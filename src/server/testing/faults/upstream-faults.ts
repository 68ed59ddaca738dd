/** Every fault of an upstream, by name: one table for the tests and `npm run faults`. */
import type { RawAnswer } from '../upstream/raw-upstream.ts'
import { good, refusal, type UpstreamFault } from './answers.ts'
import { broken } from './broken.ts'
import { refusals } from './refusals.ts'
import { slow } from './slow.ts'

/** `paceMs` is the time between two dripped bytes. */
export const upstreamFaults = (paceMs: number): readonly UpstreamFault[] => [...slow(paceMs), ...broken, ...refusals]

const grant = refusal(200, { access_token: 'a-token', token_type: 'bearer', expires_in: 3600 })

/** Answers token requests and reads according to the fault, each numbered separately. */
export function answerOf({ api = good, token = grant }: Pick<UpstreamFault, 'api' | 'token'>): RawAnswer {
  let reads = 0
  let tokens = 0
  return (socket, _n, head) => (head.startsWith('POST ') ? token(socket, ++tokens, head) : api(socket, ++reads, head))
}
