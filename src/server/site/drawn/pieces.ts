/** A document in two parts, of which the first is known long before it is sent, as pieces of one gzip stream. */
import { constants, crc32, deflateRawSync } from 'node:zlib'

/** A part as it is, and compressed. */
export type Piece = { readonly plain: Buffer; readonly gzip: Buffer }

/** RFC 1952: magic number, deflate, no flags, no time, any system. */
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])
/** As far as deflate can point back. */
const windowBytes = 32 * 1024

export type Pieces = {
  readonly first: Piece
  /** What follows the first part and ends the document. */
  readonly last: (text: string) => Piece
}

/** Compresses `text` once, flushed, so that a browser can use it before more comes. */
export function startPieces(text: string): Pieces {
  const first = Buffer.from(text)
  const checksum = crc32(first)
  const dictionary = first.subarray(-windowBytes)
  const flushed = deflateRawSync(first, { level: 9, finishFlush: constants.Z_SYNC_FLUSH })
  return {
    first: { plain: first, gzip: Buffer.concat([header, flushed]) },
    last: text => {
      const plain = Buffer.from(text)
      const end = Buffer.alloc(8)
      end.writeUInt32LE(crc32(plain, checksum), 0)
      end.writeUInt32LE(first.length + plain.length, 4)
      return { plain, gzip: Buffer.concat([deflateRawSync(plain, { level: 6, dictionary }), end]) }
    },
  }
}
