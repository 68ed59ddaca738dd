/** Fixed-size keys for text of any length. */
import { hash } from 'node:crypto'

/** A SHA-256 digest in base64url: 43 characters, for maps whose keys come from clients. */
export const digestOf = (text: string): string => hash('sha256', text, 'base64url')
