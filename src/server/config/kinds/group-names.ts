/** Names of groups, as a setting and as providers write them. */

import { Invalid } from '../variable.ts'
import { items, text } from './kinds.ts'

/** Of LDAP (RFC 4514), such as `CN=support,OU=groups,DC=example`: its commas separate no groups. */
export const isDistinguishedName = (name: string): boolean => /^ *([a-z][a-z0-9-]*|\d+(\.\d+)+) *= *[^, ]/i.test(name)

const what = 'must be names of groups, separated by commas, or a JSON array of them'

/** Names separated by commas, or a JSON array for names that contain commas. */
export function groupNames(value: string): readonly string[] {
  if (value.startsWith('[')) return fromJson(text(value))
  const names = items(text(value))
  if (names.includes('')) throw new Invalid(what)
  if (names.some(isDistinguishedName)) {
    throw new Invalid(
      'holds LDAP names, whose own commas would separate them: write a JSON array such as ["CN=support,OU=groups"]',
    )
  }
  return names
}

function fromJson(value: string): readonly string[] {
  let names: unknown
  try {
    names = JSON.parse(value)
  } catch {
    throw new Invalid(what)
  }
  if (!Array.isArray(names) || names.length === 0) throw new Invalid(what)
  if (!names.every((name): name is string => typeof name === 'string' && name.trim() !== '')) throw new Invalid(what)
  return names
}
