/** Reproducible random data: IDs, hashes, addresses and numbers. */
import { hash } from 'node:crypto'

const digest = (seed: string): Buffer => hash('sha256', seed, 'buffer')

/** A version 4 UUID from a seed. */
export function seededUuid(seed: string): string {
  const bytes = digest(seed)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** Lower-case hex digits, 64 at most. */
export const seededHex = (seed: string, digits: number): string => hash('sha256', seed).slice(0, digits)

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** Base58 of 32 bytes (a Solana address) or 64 (a Solana signature). */
export function seededBase58(seed: string, bytes: 32 | 64): string {
  const hex = seededHex(seed, 64) + (bytes === 64 ? seededHex(`${seed}+`, 64) : '')
  let rest = BigInt(`0x${hex}`)
  let text = ''
  while (rest > 0n) {
    text = alphabet[Number(rest % 58n)] + text
    rest /= 58n
  }
  return text
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function seededNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
