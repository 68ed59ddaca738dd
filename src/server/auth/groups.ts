/** Which of the people whom the provider signs in may use the desk. */
import type { OidcConfig } from './identity-provider.ts'

type Claims = Readonly<Record<string, unknown>>

/** Whether one of the person's groups is allowed; without a list, everyone is. */
export function mayUse(
  claims: Claims,
  { allowedGroups, groupsClaim }: Pick<OidcConfig, 'allowedGroups' | 'groupsClaim'>,
): boolean {
  if (allowedGroups.length === 0) return true
  const value = claimAt(claims, groupsClaim)
  const groups: readonly unknown[] = Array.isArray(value) ? value : [value]
  return groups.some(group => typeof group === 'string' && allowedGroups.includes(group))
}

/** A claim by its name, or else along the dots of its name: `realm_access.roles`. */
export function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name]
  let value: unknown = claims
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = (value as Claims)[part]
  }
  return value
}
