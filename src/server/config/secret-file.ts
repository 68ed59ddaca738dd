/** Reads the file that a `…_FILE` variable names. No message has the path: it may be the secret itself, pasted there. */
import { maxFileBytes, readSmallFile } from './small-file.ts'
import { Invalid } from './variable.ts'

/** The text of a small file without the white space around it; throws `Invalid`. */
export function readSecretFile(path: string): string {
  const bytes = readOrRefuse(path)
  if (bytes.length > maxFileBytes)
    throw new Invalid('names a file of more than 64 KiB, which is too large for a secret')
  let content: string
  try {
    content = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim()
  } catch {
    throw new Invalid('names a file that is not UTF-8 text')
  }
  if (content === '') throw new Invalid('names an empty file')
  return content
}

function readOrRefuse(path: string): Buffer {
  try {
    return readSmallFile(path)
  } catch (error) {
    throw new Invalid(reasonOf(error))
  }
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
