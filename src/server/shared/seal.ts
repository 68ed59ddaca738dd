/**
 * Seals what is stored in Redis: reading Redis reveals no token and no record, and writing to it can't forge one. The key
 * is derived from the client secret, which every replica has and which is worth more than anything sealed with it. So
 * there is no further key to distribute, and a new secret makes old entries unreadable, which is a miss.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { Secret } from '../config/secret.ts'

const algorithm = 'aes-256-gcm'
/** Bytes. */
const nonceLength = 12
const tagLength = 16

export type Seal = {
  /** A name that only holders of the secret can derive, for a text that must stay confidential. */
  readonly name: (text: string) => string
  /** `name` is the key in Redis: sealed bytes can't be moved to another one. */
  readonly close: (name: string, content: Buffer) => Buffer
  /** The content, or undefined if it was not sealed with this key under this name. */
  readonly open: (name: string, sealed: Buffer) => Buffer | undefined
}

/** `purpose` separates uses of one secret, such as two environments. */
export function createSeal(secret: Secret, purpose: string): Seal {
  const derive = (use: string) =>
    Buffer.from(hkdfSync('sha256', secret.reveal(), 'orchestration-desk shared state', `${use} ${purpose}`, 32))
  const key = derive('content')
  const nameKey = derive('names')
  return {
    name: text => createHmac('sha256', nameKey).update(text).digest('base64url').slice(0, 27),
    close: (name, content) => {
      const nonce = randomBytes(nonceLength)
      const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagLength }).setAAD(Buffer.from(name))
      return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()])
    },
    open: (name, sealed) => {
      if (sealed.length < nonceLength + tagLength) return undefined
      const nonce = sealed.subarray(0, nonceLength)
      const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagLength })
        .setAAD(Buffer.from(name))
        .setAuthTag(sealed.subarray(-tagLength))
      try {
        return Buffer.concat([decipher.update(sealed.subarray(nonceLength, -tagLength)), decipher.final()])
      } catch {
        return undefined
      }
    },
  }
}
