import { expect, test } from 'vitest'
import { Invalid } from '../variable.ts'
import { groupNames, isDistinguishedName } from './group-names.ts'

test.each<[string, readonly string[]]>([
  ['support', ['support']],
  ['support, payments ops ,finance', ['support', 'payments ops', 'finance']],
  ['["CN=support,OU=groups,DC=example"]', ['CN=support,OU=groups,DC=example']],
  ['[ "a,b" , "c" ]', ['a,b', 'c']],
  ['["[EU] Support"]', ['[EU] Support']],
  ['["Zo\\u00eb\\"s team"]', ['Zoë"s team']],
])('%s is a list', (value, names) => {
  expect(groupNames(value)).toEqual(names)
})

test.each([
  'support,,finance',
  ',support',
  '[',
  '[]',
  '[""]',
  '[" "]',
  '["a", 1]',
  '["a",]',
  '["a"] b',
  '[EU] Support',
  '{"a":1}, ',
])('%s is none', value => {
  expect(() => groupNames(value)).toThrow(
    new Invalid('must be names of groups, separated by commas, or a JSON array of them'),
  )
})

test.each(['CN=support,OU=groups,DC=example', 'finance, cn=support', 'OU = Groups, DC = example', '2.5.4.3=support'])(
  'in %s commas are those of LDAP, so that it is a mistake',
  value => {
    expect(() => groupNames(value)).toThrow('holds LDAP names')
  },
)

test.each([
  ['CN=support', true],
  ['cn = Zoë,ou=x', true],
  ['uid=', false],
  ['a,CN=b', false],
  ['support', false],
  ['=x', false],
  ['1=x', false],
  ['my group=x', false],
])('%j as a name of LDAP: %s', (name, is) => {
  expect(isDistinguishedName(name)).toBe(is)
})
