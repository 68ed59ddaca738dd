/** Reads files that settings name, which can be anything. */
import { closeSync, openSync, readSync } from 'node:fs'

export const maxFileBytes = 64 * 1024

/** The content, or its first `maxFileBytes` and one more byte: an endless file ends too. Throws the errors of the system. */
export function readSmallFile(path: string): Buffer {
  const buffer = Buffer.alloc(maxFileBytes + 1)
  let length = 0
  const file = openSync(path, 'r')
  try {
    let read: number
    do {
      read = readSync(file, buffer, length, buffer.length - length, null)
      length += read
    } while (read > 0)
  } finally {
    closeSync(file)
  }
  return buffer.subarray(0, length)
}
