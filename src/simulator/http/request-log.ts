/** Recent requests, for tests that count upstream calls or inspect them. */
import type { IncomingMessage } from 'node:http'

export type LoggedRequest = {
  readonly method: string
  /** Path and query as received. */
  readonly path: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Epoch milliseconds of the simulator's clock. */
  readonly at: number
}

const kept = 10_000

export class RequestLog {
  private log: LoggedRequest[] = []

  add({ method = '', url = '', headers }: IncomingMessage, at: number): void {
    this.log.push({ method, path: url, headers, at })
    // Trim in batches: shifting for each request costs O(n).
    if (this.log.length > 2 * kept) this.log = this.log.slice(-kept)
  }

  /** A copy of the last 10,000, oldest first. */
  recent(): readonly LoggedRequest[] {
    return this.log.slice(-kept)
  }
}
