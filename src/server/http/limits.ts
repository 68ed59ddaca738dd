/** How long clients may take, and how much they may send or leave unread. Node's own defaults held a slow client for 90 s. */
import type { InTurnLimits } from './connections/in-turn.ts'
import type { UnsentLimits } from './connections/unsent.ts'

export type InboundLimits = {
  /** For the whole head to arrive. */
  readonly headersMs: number
  /** For the whole request to arrive. */
  readonly requestMs: number
  /** How often the two above are looked at. */
  readonly checkEveryMs: number
  /** Without a byte in either direction while an answer is due or under way. */
  readonly idleMs: number
  /** Between two requests; above the usual 60 s of a load balancer, so that it never sends into a closing connection. */
  readonly keepAliveMs: number
  readonly bodyBytes: number
  /** Address and headers together. */
  readonly headerBytes: number
  /** When these are reached, the connection that has been idle for longest makes room. */
  readonly connections: number
} & InTurnLimits &
  UnsentLimits

export const inboundLimits: InboundLimits = {
  headersMs: 10_000,
  requestMs: 15_000,
  checkEveryMs: 1000,
  idleMs: 30_000,
  keepAliveMs: 65_000,
  bodyBytes: 8 * 1024,
  headerBytes: 16 * 1024,
  connections: 1000,
  waitingOnOne: 20,
  waitingOnAll: 1000,
  unsentBytes: 64 * 1024 * 1024,
  sendMs: 30_000,
  sendBytesPerSecond: 20_000,
}
