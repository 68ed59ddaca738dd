import { expect, test } from 'vitest'
import { namesOf, subjectOf } from './person.ts'

const issuer = 'https://login.example.com/realms/staff'

test('an opaque ID is what operating.md says: of the issuer and the person, so that an operator can make it', () => {
  // printf '%s\0%s' ISSUER ada | openssl dgst -sha256 -binary | basenc --base64url | cut -c1-16
  expect(subjectOf(issuer, 'ada')).toBe('veWHjH4Djjbyf96O')
})

test('two people have two IDs, and so has one name at two providers', () => {
  const ids = [subjectOf(issuer, 'ada'), subjectOf(issuer, 'grace'), subjectOf('https://other.example', 'ada')]
  expect(new Set(ids).size).toBe(3)
})

test.each<[object, object]>([
  [
    { name: 'Ada Lovelace', preferred_username: 'ada', email: 'ada@example.com' },
    { name: 'Ada Lovelace', email: 'ada@example.com' },
  ],
  [{ preferred_username: 'ada' }, { name: 'ada', email: undefined }],
  [{ email: 'ada@example.com' }, { name: 'ada@example.com', email: 'ada@example.com' }],
  [
    { name: ' \u0000\u009f\n ', preferred_username: 'a\u0000d\r\na' },
    { name: 'ada', email: undefined },
  ],
  [
    { name: 7, preferred_username: ['ada'], email: { a: 1 } },
    { name: undefined, email: undefined },
  ],
  [{ name: 'x'.repeat(5000) }, { name: 'x'.repeat(120), email: undefined }],
])('of the claims %j people are shown %j', (claims, shown) => {
  expect(namesOf({ ...claims })).toEqual(shown)
})
