import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { canaries } from '../testing/canaries.ts'
import { readSecretFile } from './secret-file.ts'
import { Invalid } from './variable.ts'

const folder = mkdtempSync(join(tmpdir(), `${canaries.clientSecret}-`))
afterAll(() => rmSync(folder, { recursive: true }))

function file(content: string | Buffer): string {
  const path = join(folder, 'secret')
  writeFileSync(path, content)
  return path
}

test.each(['secret', 'secret\n', 'secret\r\n', '\ufeffsecret\r\n', '  secret  \n\n'])(
  '%j is the secret without what editors add',
  content => {
    expect(readSecretFile(file(content))).toBe('secret')
  },
)

test('a secret as large as allowed is read whole', () => {
  const secret = 'k'.repeat(64 * 1024)
  expect(readSecretFile(file(secret))).toBe(secret)
})

function refusal(path: string): string {
  try {
    readSecretFile(path)
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    expect(error.message).not.toContain(canaries.clientSecret)
    return error.message
  }
  return 'none'
}

const notAFile = 'must be the path of an existing file that holds the secret, not the secret itself'

test.each([
  ['the secret itself', () => canaries.clientSecret, notAFile],
  ['a file that does not exist', () => join(folder, 'missing'), notAFile],
  ['a path below a file', () => join(file('x'), 'secret'), notAFile],
  ['a name that is too long', () => join(folder, 'x'.repeat(300)), notAFile],
  ['a path with a zero byte', () => `${folder}\0`, notAFile],
  ['a directory', () => folder, 'names a directory instead of a file'],
  ['an empty file', () => file(''), 'names an empty file'],
  ['a file with nothing but line breaks', () => file('\ufeff\r\n\n'), 'names an empty file'],
  ['a binary file', () => file(Buffer.from([0xff, 0xfe, 0x73, 0])), 'names a file that is not UTF-8 text'],
  [
    'a file that is too large',
    () => file('k'.repeat(64 * 1024 + 1)),
    'names a file of more than 64 KiB, which is too large for a secret',
  ],
  ['an endless file', () => '/dev/zero', 'names a file of more than 64 KiB, which is too large for a secret'],
])('%s is refused without its path', (_what, path, reason) => {
  expect(refusal(path())).toBe(reason)
})

test('a file that this user may not read is refused', () => {
  const path = file('secret')
  chmodSync(path, 0)
  chmodSync(folder, 0o755)
  const module = fileURLToPath(new URL('secret-file.ts', import.meta.url))
  const program = `import(${JSON.stringify(module)}).then(({ readSecretFile }) => readSecretFile(process.argv[1]))`
  // Root may read everything.
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  const { stderr } = spawnSync(process.execPath, ['--eval', program, path], { ...nobody, encoding: 'utf8' })
  expect(stderr).toContain('names a file that this user may not read')
})

test('a link to itself is refused by its code', () => {
  const path = join(folder, 'loop')
  symlinkSync(path, path)
  expect(refusal(path)).toBe('names a file that cannot be read (ELOOP)')
})
