import { expect, test } from 'vitest'
import { Secret } from '../config/secret.ts'
import { createSeal } from './seal.ts'

const seal = createSeal(new Secret('of production'), 'production')
const content = Buffer.from('{"token":"t"}')

test('what was sealed is opened by replicas with the secret only', () => {
  const sealed = seal.close('grant', content)
  expect(createSeal(new Secret('of production'), 'production').open('grant', sealed)).toEqual(content)
  expect(createSeal(new Secret('another'), 'production').open('grant', sealed)).toBeUndefined()
  expect(createSeal(new Secret('of production'), 'sandbox').open('grant', sealed)).toBeUndefined()
})

test('sealed bytes say nothing, not even that two are the same', () => {
  const [first, second] = [seal.close('grant', content), seal.close('grant', content)]
  expect(first.includes('token')).toBe(false)
  expect(first.equals(second)).toBe(false)
})

test('what was changed, cut, or moved to another place is not opened', () => {
  const sealed = seal.close('grant', content)
  expect(seal.open('cache:a', sealed)).toBeUndefined()
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(seal.open('grant', changed)).toBeUndefined()
    expect(seal.open('grant', sealed.subarray(0, at))).toBeUndefined()
  }
})

test('a name is the same for the same text and secret, and tells neither', () => {
  const name = seal.name('["orchestrations",null,[["ref_ids",["ref-1"]]]]')
  expect(name).toMatch(/^[\w-]{27}$/)
  expect(
    createSeal(new Secret('of production'), 'production').name('["orchestrations",null,[["ref_ids",["ref-1"]]]]'),
  ).toBe(name)
  expect(
    createSeal(new Secret('another'), 'production').name('["orchestrations",null,[["ref_ids",["ref-1"]]]]'),
  ).not.toBe(name)
  expect(seal.name('ref-2')).not.toBe(name)
})
