/** Page cursors: opaque, signed, valid for one query and a limited time. */
import { createHmac, randomBytes } from 'node:crypto'
import { badRequest } from './problems.ts'

/** The last row of a page: the next page starts after it, whatever arrived in between. */
export type Position = { readonly time: bigint; readonly id: string }

export class Cursors {
  private readonly clock: () => number
  private readonly lifeMs: number
  private readonly key = randomBytes(32)

  constructor(clock: () => number, lifeMs: number) {
    this.clock = clock
    this.lifeMs = lifeMs
  }

  /** A cursor of letters, digits, `-` and `_`. */
  issue({ time, id }: Position, fingerprint: string): string {
    const body = Buffer.from(JSON.stringify([this.clock() + this.lifeMs, String(time), id])).toString('base64url')
    return body + this.sign(body, fingerprint)
  }

  /** Throws a 400 for a cursor that is broken, expired or from another query. */
  read(cursor: string, fingerprint: string): Position {
    const [body, signature] = [cursor.slice(0, -22), cursor.slice(-22)]
    if (cursor.length > 512 || signature !== this.sign(body, fingerprint)) throw badRequest('invalid page_cursor')
    const [expires, time, id] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [number, string, string]
    if (expires <= this.clock()) throw badRequest('page_cursor has expired')
    return { time: BigInt(time), id }
  }

  private sign(body: string, fingerprint: string): string {
    return createHmac('sha256', this.key).update(`${body} ${fingerprint}`).digest('base64url').slice(0, 22)
  }
}
