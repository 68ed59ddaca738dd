import { expect, test } from 'vitest'
import { mayUse } from './groups.ts'

const allowedGroups = ['support', 'Object']

test.each<[string, string, object, boolean]>([
  ['a list', 'groups', { groups: ['staff', 'support'] }, true],
  ['one group, as text', 'groups', { groups: 'support' }, true],
  ['a way through objects', 'realm_access.roles', { realm_access: { roles: ['support'] } }, true],
  ['a name that holds dots', 'https://desk.example/groups', { 'https://desk.example/groups': ['support'] }, true],
  ['a group in other letters', 'groups', { groups: ['Support'] }, false],
  ['a group that only begins alike', 'groups', { groups: ['support-2'] }, false],
  ['a text that only holds it', 'groups', { groups: 'staff,support' }, false],
  ['another claim', 'groups', { roles: ['support'] }, false],
  ['a way that ends early', 'realm_access.roles', { realm_access: null }, false],
  ['what every object inherits', 'realm_access.constructor.name', { realm_access: {} }, false],
  ['no claims', 'groups', {}, false],
])('%s (%s)', (_name, groupsClaim, claims, allowed) => {
  expect(mayUse({ ...claims }, { allowedGroups, groupsClaim })).toBe(allowed)
})

test('without a list everyone may whom the provider signs in', () => {
  expect(mayUse({}, { allowedGroups: [], groupsClaim: 'groups' })).toBe(true)
})
