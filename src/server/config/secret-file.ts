/** Reads the file that a `…_FILE` variable names. No message has the path: it may be the secret itself, pasted there. */
import { closeSync, openSync, readSync } from 'node:fs'
import { Invalid } from './variable.ts'

const mostBytes = 64 * 1024

/** The text of a small file without the white space around it; throws `Invalid`. */
export function readSecretFile(path: string): string {
  const bytes = readStart(path)
  if (bytes.length > mostBytes) throw new Invalid('names a file of more than 64 KiB, which is too large for a secret')
  let content: string
  try {
    content = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim()
  } catch {
    throw new Invalid('names a file that is not UTF-8 text')
  }
  if (content === '') throw new Invalid('names an empty file')
  return content
}

/** One byte more than allowed at most, so that an endless file ends too. */
function readStart(path: string): Buffer {
  const buffer = Buffer.alloc(mostBytes + 1)
  let length = 0
  try {
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
  } catch (error) {
    throw new Invalid(reasonOf(error))
  }
  return buffer.subarray(0, length)
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
  switch (code) {
    case 'EISDIR':
      return 'names a directory instead of a file'
    case 'EACCES':
    case 'EPERM':
      return 'names a file that this user may not read'
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
    case 'ERR_INVALID_ARG_VALUE':
      return 'must be the path of an existing file that holds the secret, not the secret itself'
    default:
      return `names a file that cannot be read (${code})`
  }
}
