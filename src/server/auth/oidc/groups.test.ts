import { expect, test } from 'vitest'
import { type Groups, groupsIn } from './groups.ts'

const dn = 'CN=support,OU=groups,DC=example'

test.each<[string, unknown, readonly string[], Groups['form']]>([
  ['a list', ['staff', 'support'], ['staff', 'support'], 'list'],
  ['a list with LDAP names', [dn], [dn], 'list'],
  ['a list with names that hold commas and spaces', ['a, b', 'c d'], ['a, b', 'c d'], 'list'],
  ['a list with nothing usable beside a name', [['x'], true, null, 'support'], ['support'], 'list'],
  ['a list of numbers', [12, 34], ['12', '34'], 'list'],
  ['objects with names', [{ name: 'support' }, { name: 'staff' }], ['support', 'staff'], 'list'],
  ['objects of SCIM', [{ value: 'id-1', display: 'support', $ref: 'x' }], ['support', 'id-1'], 'list'],
  ['one object', { name: 'support' }, ['support'], 'list'],
  ['one group as text', 'support', ['support'], 'text'],
  ['one group with spaces', 'Payments Support', ['Payments Support'], 'text'],
  ['one LDAP name as text', dn, [dn], 'text'],
  ['text with commas', 'staff,support', ['staff,support', 'staff', 'support'], 'text'],
  ['text with commas and spaces', ' staff , support ', [' staff , support ', 'staff', 'support'], 'text'],
  ['JSON as text', '["staff","support"]', ['staff', 'support'], 'list'],
  ['JSON of objects as text', ' [{"name":"support"}]', ['support'], 'list'],
  ['text that only looks like JSON', '[EU] Support', ['[EU] Support'], 'text'],
  ['JSON of LDAP names as text', JSON.stringify([dn]), [dn], 'list'],
  ['nothing', undefined, [], 'missing'],
  ['null', null, [], 'missing'],
  ['an empty list', [], [], 'empty'],
  ['an empty text', ' ', [], 'empty'],
  ['an empty list as text', '[]', [], 'empty'],
  ['a list of empty names', ['', null], [], 'empty'],
  ['an object without names', { support: true }, [], 'unreadable'],
  ['a list in the list', [['support']], [], 'unreadable'],
  ['true', true, [], 'unreadable'],
])('%s', (_name, groups, names, form) => {
  expect(groupsIn({ groups }, 'groups')).toEqual({ names, form })
})

test('spaces separate nothing, and a no-break space is part of a name', () => {
  expect(groupsIn({ groups: 'staff support' }, 'groups').names).toEqual(['staff support'])
  expect(groupsIn({ groups: 'staff,\u00a0support' }, 'groups').names).not.toContain('support')
})

test.each<[string, string, object, readonly string[]]>([
  ['the way through objects', 'realm_access.roles', { realm_access: { roles: ['support'] } }, ['support']],
  [
    'a name that holds dots',
    'https://desk.example/groups',
    { 'https://desk.example/groups': ['support'] },
    ['support'],
  ],
  ['another claim', 'groups', { roles: ['support'] }, []],
  ['a way that ends early', 'realm_access.roles', { realm_access: null }, []],
  ['what every object inherits', 'realm_access.constructor.name', { realm_access: {} }, []],
  ['what every object inherits in a group', 'groups', { groups: [Object.create({ name: 'support' })] }, []],
  ['no claims', 'groups', {}, []],
])('%s (%s)', (_name, claim, claims, names) => {
  expect(groupsIn({ ...claims }, claim).names).toEqual(names)
})

test.each<[string, object, string, Groups['form']]>([
  ['said so', { _claim_names: { groups: 'src1' }, _claim_sources: {} }, 'groups', 'overage'],
  ['said in short', { hasgroups: true }, 'groups', 'overage'],
  ['said in short as text', { hasgroups: 'true' }, 'groups', 'overage'],
  ['said of another claim', { _claim_names: { roles: 'src1' } }, 'groups', 'missing'],
  ['said in short, while roles are asked for', { hasgroups: true }, 'roles', 'missing'],
  ['said by something else', { _claim_names: 'groups', hasgroups: false }, 'groups', 'missing'],
])('groups that were left out: %s', (_name, claims, claim, form) => {
  expect(groupsIn({ ...claims }, claim)).toEqual({ names: [], form })
})
