import { expect, test } from 'vitest'
import { Secret } from '../../config/secret.ts'
import { createKeyRing } from './key-ring.ts'

const secret = (letter: string) => new Secret(letter.repeat(32))
const content = { id: 'x', seenAt: 1.5 }

test('what is sealed opens again, for its purpose only, under its keys only', async () => {
  const ring = await createKeyRing([secret('a')])
  for (const purpose of ['session', 'login'] as const) {
    const sealed = await ring.seal(purpose, content)
    expect(await ring.open(purpose, sealed)).toEqual(content)
    expect(await ring.open(purpose === 'session' ? 'login' : 'session', sealed)).toBeUndefined()
    expect(await (await createKeyRing([secret('b')])).open(purpose, sealed)).toBeUndefined()
  }
})

test('the same content is sealed differently each time, and a new key comes in front of the old', async () => {
  const old = await createKeyRing([secret('a')])
  const both = await createKeyRing([secret('b'), secret('a')])
  const sealed = await old.seal('session', content)
  expect(await old.seal('session', content)).not.toBe(sealed)
  expect(await both.open('session', sealed)).toEqual(content)
  expect(await old.open('session', await both.seal('session', content))).toBeUndefined()
})

test('without a secret each ring has a random key', async () => {
  const [one, two] = [await createKeyRing([]), await createKeyRing([])]
  const sealed = await one.seal('session', content)
  expect(await one.open('session', sealed)).toEqual(content)
  expect(await two.open('session', sealed)).toBeUndefined()
})
