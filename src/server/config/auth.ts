/** Who may use the desk, and how they show who they are: `AUTH_MODE` and the settings of that mode. */
import type { Secret } from './secret.ts'
import type { Values } from './variables.ts'

/** How staff show who they are. */
export type AuthConfig =
  | { readonly mode: 'none' }
  | {
      readonly mode: 'oidc'
      readonly issuer: URL
      readonly clientId: string
      readonly clientSecret: Secret
      /** One of these is enough; without any, everyone who can sign in at the provider may use the desk. */
      readonly allowedGroups: readonly string[]
      /** By environment, the groups that may see it; one that is not here is for everyone who may use the desk. */
      readonly environmentGroups: Readonly<Record<string, readonly string[]>>
      /** Whether any environment is for everyone. */
      readonly hasOpenEnvironment: boolean
      /** A claim's name, or the path to it through objects, with dots. */
      readonly groupsClaim: string
    }
  | {
      readonly mode: 'iap'
      /** In lower case, as Node gives it. */
      readonly header: string
      readonly jwksUrl: URL
      readonly issuer: string
      readonly audience: string
      readonly algorithms: readonly string[]
    }

export type OidcConfig = Extract<AuthConfig, { mode: 'oidc' }>

/** Undefined where a setting that the mode requires is missing. */
export function authOf(values: Values, environments: readonly string[]): AuthConfig | undefined {
  switch (values.AUTH_MODE) {
    case 'none':
      return { mode: 'none' }
    case 'oidc': {
      const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = values
      if (!issuer || clientId === undefined || !clientSecret) return undefined
      const { OIDC_ALLOWED_GROUPS: allowedGroups = [], OIDC_GROUPS_CLAIM: groupsClaim } = values
      const environmentGroups = environmentGroupsOf(values, environments)
      const hasOpenEnvironment = environments.some(name => !Object.hasOwn(environmentGroups, name))
      const who = { allowedGroups, environmentGroups, hasOpenEnvironment, groupsClaim }
      return { mode: 'oidc', issuer, clientId, clientSecret, ...who }
    }
    case 'iap': {
      const { IAP_HEADER: header, IAP_JWKS_URL: jwksUrl, IAP_ISSUER: issuer, IAP_AUDIENCE: audience } = values
      if (header === undefined || !jwksUrl || issuer === undefined || audience === undefined) return undefined
      return { mode: 'iap', header, jwksUrl, issuer, audience, algorithms: values.IAP_ALGS }
    }
  }
}

/** The environments that only some may see, and the settings that say who. */
export const groupSettings = { production: 'OIDC_PRODUCTION_GROUPS', sandbox: 'OIDC_SANDBOX_GROUPS' } as const

const environmentGroupsOf = (values: Values, environments: readonly string[]) =>
  Object.fromEntries(
    Object.entries(groupSettings).flatMap(([name, setting]) => {
      const groups = values[setting]
      return groups && environments.includes(name) ? [[name, groups] as const] : []
    }),
  )
