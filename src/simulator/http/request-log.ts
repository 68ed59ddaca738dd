/** The recent requests, for tests that count upstream calls or look at what was sent. */
import type { IncomingMessage } from 'node:http'

export type LoggedRequest = {
  readonly method: string
  /** Path and query exactly as they came. */
  readonly path: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** When, by the simulator's clock, in epoch milliseconds. */
  readonly at: number
}

const kept = 10_000

export class RequestLog {
  private log: LoggedRequest[] = []

  add({ method = '', url = '', headers }: IncomingMessage, at: number): void {
    this.log.push({ method, path: url, headers, at })
    // Cut in one go now and then: shifting one by one would cost as much as the log is long.
    if (this.log.length > 2 * kept) this.log = this.log.slice(-kept)
  }

  /** A copy of the last 10,000, oldest first. */
  recent(): readonly LoggedRequest[] {
    return this.log.slice(-kept)
  }
}
