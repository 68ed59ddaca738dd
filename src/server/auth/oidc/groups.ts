/** The groups of a person, in the forms that providers send them. */
import { isDistinguishedName } from '../../config/kinds/group-names.ts'
import { withoutBlanks } from '../../http/field-text.ts'

type Claims = Readonly<Record<string, unknown>>

export type Groups = {
  /** By name, as the provider writes them. */
  readonly names: readonly string[]
  /** The form of the claim; `overage`: the provider left the groups out because there are too many. */
  readonly form: 'list' | 'text' | 'missing' | 'empty' | 'unreadable' | 'overage'
}

/**
 * Reads the claim with this name: a list of names or of objects that have one, such a list as JSON text, one name, or names
 * separated by commas. Spaces separate nothing: AD FS sends a single group as plain text, and its name may hold spaces.
 */
export function groupsIn(claims: Claims, claim: string): Groups {
  const value = claimAt(claims, claim)
  if (value === undefined || value === null)
    return { names: [], form: isLeftOut(claims, claim) ? 'overage' : 'missing' }
  if (typeof value === 'string') return groupsInText(value)
  return groupsInList(Array.isArray(value) ? value : [value])
}

function groupsInText(text: string): Groups {
  if (withoutBlanks(text) === '') return { names: [], form: 'empty' }
  const json = asJsonList(text)
  if (json) return groupsInList(json)
  const names = isDistinguishedName(text) ? [] : text.split(',').map(withoutBlanks)
  return { names: [...new Set([text, ...names])].filter(name => name !== ''), form: 'text' }
}

function groupsInList(list: readonly unknown[]): Groups {
  const names = list.flatMap(nameOf).filter(name => name !== '')
  if (names.length > 0) return { names, form: 'list' }
  return { names: [], form: list.every(item => item === '' || item === null) ? 'empty' : 'unreadable' }
}

/** Fields that may name the group of an object; SCIM uses `display` and `value`. An ID counts as a name. */
const nameFields = ['name', 'displayName', 'display', 'value', 'id']

function nameOf(item: unknown): readonly string[] {
  if (typeof item === 'string') return [item]
  if (typeof item === 'number') return [String(item)]
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return []
  return nameFields.flatMap(field => {
    const value = Object.hasOwn(item, field) ? (item as Claims)[field] : undefined
    return typeof value === 'string' ? [value] : []
  })
}

function asJsonList(text: string): readonly unknown[] | undefined {
  if (!/^\s*\[/.test(text)) return undefined
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) ? list : undefined
  } catch {
    return undefined
  }
}

/** Microsoft Entra leaves groups out beyond 200, and says where to get them, which takes another permission. */
function isLeftOut(claims: Claims, claim: string): boolean {
  const elsewhere = claims._claim_names
  const isElsewhere = typeof elsewhere === 'object' && elsewhere !== null && Object.hasOwn(elsewhere, claim)
  return isElsewhere || (claim === 'groups' && (claims.hasgroups === true || claims.hasgroups === 'true'))
}

/** A claim by its name, or else along the dots of its name: `realm_access.roles`. */
function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name]
  let value: unknown = claims
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = (value as Claims)[part]
  }
  return value
}
