/** Seals what browsers keep for us: encrypted and authenticated, so that it can be neither read nor changed there. */
import { hkdfSync, randomBytes, webcrypto } from 'node:crypto'
import { CompactEncrypt, compactDecrypt } from 'jose'
import { safeParse } from 'secure-json-parse'
import type { Secret } from '../../config/secret.ts'

/** What is sealed for one purpose cannot be opened for the other. */
type Purpose = 'session' | 'login'

export type KeyRing = {
  /** Compact JWE under the newest key. */
  readonly seal: (purpose: Purpose, content: object) => Promise<string>
  /** The content; undefined for anything that none of the keys has sealed for this purpose. */
  readonly open: (purpose: Purpose, sealed: string) => Promise<unknown>
}

/** The only combination that is written, and the only one that is read: a header that names another opens nothing. */
const algorithm = { alg: 'dir', enc: 'A256GCM' } as const

type PurposeKey = { readonly kid: string; readonly key: webcrypto.CryptoKey }

/** A ring of these keys, newest first: the first seals, all of them open. Without any, a random one for this process. */
export async function createKeyRing(secrets: readonly Secret[]): Promise<KeyRing> {
  const materials = secrets.length > 0 ? secrets.map(secret => Buffer.from(secret.reveal())) : [randomBytes(32)]
  const keysFor = (purpose: Purpose) => Promise.all(materials.map(material => deriveKey(material, purpose)))
  const keys = { session: await keysFor('session'), login: await keysFor('login') }
  return {
    seal(purpose, content) {
      const [newest] = keys[purpose] as [PurposeKey]
      return new CompactEncrypt(Buffer.from(JSON.stringify(content)))
        .setProtectedHeader({ ...algorithm, kid: newest.kid })
        .encrypt(newest.key)
    },
    async open(purpose, sealed) {
      try {
        const { plaintext } = await compactDecrypt(
          sealed,
          ({ kid }) => {
            const found = keys[purpose].find(one => one.kid === kid)
            if (!found) throw new Error('sealed by no key of this ring')
            return found.key
          },
          { keyManagementAlgorithms: [algorithm.alg], contentEncryptionAlgorithms: [algorithm.enc] },
        )
        return safeParse(Buffer.from(plaintext))
      } catch {
        return undefined
      }
    },
  }
}

/** The secrets are text of any kind, at least 32 bytes; HKDF makes a key of the right size for each purpose, and its name. */
async function deriveKey(material: Buffer, purpose: Purpose): Promise<PurposeKey> {
  const derive = (info: string, size: number) =>
    Buffer.from(hkdfSync('sha256', material, '', `orchestration-desk ${purpose} ${info}`, size))
  const key = await webcrypto.subtle.importKey('raw', derive('key', 32), 'AES-GCM', false, ['encrypt', 'decrypt'])
  return { kid: derive('kid', 6).toString('base64url'), key }
}
