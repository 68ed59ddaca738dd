/**
 * What lies in Redis is sealed: who can read Redis learns no token and no payment, and who can write to it can forge
 * none. The key comes from the client secret, which every replica of an environment has and which is worth more than
 * anything sealed with it: it gets tokens. So there is no further key to hand out, and a new secret makes old entries
 * unreadable, which is a miss.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { Secret } from '../config/secret.ts'

const algorithm = 'aes-256-gcm'
/** Bytes. */
const nonceLength = 12
const tagLength = 16

export type Seal = {
  /** A name that only holders of the secret can make, for a text that should not lie about. */
  readonly name: (text: string) => string
  /** `name` is where it is kept: sealed bytes cannot be moved to another place. */
  readonly close: (name: string, content: Buffer) => Buffer
  /** The content, or undefined for anything that was not sealed with this key for this place. */
  readonly open: (name: string, sealed: Buffer) => Buffer | undefined
}

/** `purpose` separates what may not be read in each other's place, such as two environments with one secret. */
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
