import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Invalid } from '../variable.ts'
import { customerReplies } from './customer-replies.ts'

const folder = mkdtempSync(join(tmpdir(), 'desk-replies-'))
afterAll(() => rmSync(folder, { recursive: true }))

function written(content: string | Buffer): string {
  const path = join(folder, 'replies.json')
  writeFileSync(path, content)
  return path
}

function reasonsOf(path: string): readonly string[] {
  try {
    customerReplies(path)
    return []
  } catch (error) {
    if (error instanceof Invalid) return error.reasons
    throw error
  }
}

const other = { otherwise: 'We are looking into it.' }

test('a file with texts for some statuses in two languages is taken', () => {
  const replies = {
    en: { COMPLETED: 'Your {amount} of {started}\nhas arrived ({reference}, {id}).', FAILED: '{reason}', ...other },
    'pt-BR': other,
  }
  expect(customerReplies(written(JSON.stringify(replies)))).toEqual(replies)
})

const shape = 'names a file that must look like {"en": {"COMPLETED": "…", "otherwise": "…"}}'
test.each<[string, unknown, string]>([
  ['an empty object', {}, shape],
  ['a list', [other], 'names a file in which a language is not a tag such as en or pt-BR'],
  ['a text', 'hello', shape],
  ['a text in place of the texts', { en: 'hello' }, shape],
  ['a number', { en: { otherwise: 1 } }, shape],
  ['no text for the rest', { en: { FAILED: 'x' } }, 'names a file in which en lacks the text "otherwise"'],
  [
    'a status that does not exist',
    { en: { ...other, failed: 'x' } },
    'names a file in which en has a text for something else than PENDING, PROCESSING, COMPLETED, FAILED, REJECTED, otherwise',
  ],
  [
    'a fact that does not exist',
    { en: { ...other, FAILED: 'To {address}' } },
    'names a file in which en.FAILED uses a fact other than {amount}, {started}, {id}, {reference}, {reason}',
  ],
  [
    'a fact in the text for the rest',
    { en: { otherwise: '{amount}' } },
    'names a file in which en.otherwise uses facts, which may not be known',
  ],
  [
    'half a brace',
    { en: { otherwise: 'a {amount' } },
    'names a file in which en.otherwise has a brace without its other half',
  ],
  ['an empty text', { en: { otherwise: ' \n' } }, 'names a file in which en.otherwise is empty'],
  [
    'a long text',
    { en: { otherwise: 'x'.repeat(2001) } },
    'names a file in which en.otherwise is longer than 2000 characters',
  ],
  [
    'control characters',
    { en: { otherwise: 'a\u001bb' } },
    'names a file in which en.otherwise holds control characters',
  ],
  ['no language', { english_: other }, 'names a file in which a language is not a tag such as en or pt-BR'],
  ['a language in other letters', { EN: other }, 'names a file in which a language is not a tag such as en or pt-BR'],
])('%s is refused', (_name, content, reason) => {
  expect(reasonsOf(written(JSON.stringify(content)))).toEqual([reason])
})

test('what is not JSON, not text, too large or missing is refused, without its path', () => {
  expect(reasonsOf(written('{'))).toEqual(['names a file that is not JSON'])
  const unreadable = ['must be the path of a file of UTF-8 text that this user may read']
  expect(reasonsOf(written(Buffer.from([0xff])))).toEqual(unreadable)
  expect(reasonsOf(join(folder, 'nowhere'))).toEqual(unreadable)
  expect(reasonsOf(folder)).toEqual(unreadable)
  for (const path of [written(`"${'x'.repeat(70_000)}"`), '/dev/zero']) {
    expect(reasonsOf(path)).toEqual(['names a file of more than 64 KiB'])
  }
})
