/** Identifiers of the provider, which may be of any length, as they go into a cookie of at most 4,096 bytes. */
import { hash } from 'node:crypto'

const mark = 'sha256:'
const maxBytes = 100

/** The text itself where it is short, as JSON; else its digest, which is as good for comparing. */
export const bounded = (text: string): string =>
  Buffer.byteLength(JSON.stringify(text)) <= maxBytes && !text.startsWith(mark)
    ? text
    : mark + hash('sha256', text, 'base64url')
