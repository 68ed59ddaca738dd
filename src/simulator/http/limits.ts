/** Rate limits: an average per endpoint and address over a window, then a penalty for all requests of that address. */
import { tooManyRequests } from './problems.ts'

export type LimitOptions = {
  readonly clock: () => number
  /** Length of the window in milliseconds. */
  readonly windowMs: number
  /** How long all requests of an address are refused after it exceeds a limit. */
  readonly throttleMs: number
  /** Value of `Retry-After`, if any: Paxos doesn't promise the header. */
  readonly retryAfter: string | undefined
}

/** The requests of one address to one endpoint: a queue of times, oldest at `first`. */
type Window = { times: number[]; first: number }

export class Limits {
  private readonly options: LimitOptions
  private readonly windows = new Map<string, Window>()
  private readonly penalties = new Map<string, number>()

  constructor(options: LimitOptions) {
    this.options = options
  }

  /** Throws while the address is being throttled. */
  checkPenalty(address: string): void {
    const until = this.penalties.get(address)
    if (until === undefined) return
    if (this.options.clock() < until) throw tooManyRequests(this.options.retryAfter)
    this.penalties.delete(address)
  }

  /** Counts one request. Throws and starts the penalty when the average over the window exceeds `perSecond`. */
  count(address: string, endpoint: string, perSecond: number): void {
    const { clock, windowMs } = this.options
    const now = clock()
    const key = `${address} ${endpoint}`
    const window = this.windows.get(key) ?? { times: [], first: 0 }
    this.windows.set(key, window)
    while ((window.times[window.first] ?? now) <= now - windowMs) window.first += 1
    if (window.first > 10_000) {
      window.times.splice(0, window.first)
      window.first = 0
    }
    if (window.times.length - window.first >= (perSecond * windowMs) / 1000) throw this.punish(address)
    window.times.push(now)
  }

  /** Starts the penalty of an address and returns the refusal to throw. */
  punish(address: string): Error {
    this.penalties.set(address, this.options.clock() + this.options.throttleMs)
    return tooManyRequests(this.options.retryAfter)
  }
}
