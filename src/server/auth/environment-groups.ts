/** Groups per environment: who may use the desk need not see all of it. */
import { createHash } from 'node:crypto'

/** By environment, the groups that may see it: one is enough. An environment that is not here is for everyone. */
export type EnvironmentGroups = Readonly<Record<string, readonly string[]>>

/** Of the groups of one environment: a session is a cookie, and one group is all that is needed. */
const maxKept = 10

/** Names can be long. */
const digestOf = (group: string) => createHash('sha256').update(group).digest('base64url').slice(0, 12)

/** What a session keeps of a person's groups: digests of those that the settings name. */
export const keptGroups = (rules: EnvironmentGroups, names: readonly string[]): readonly string[] => [
  ...new Set(
    Object.values(rules).flatMap(groups =>
      groups
        .filter(group => names.includes(group))
        .slice(0, maxKept)
        .map(digestOf),
    ),
  ),
]

/** The environments that a person with these digests may not see. Compared at each request, with the settings of now. */
export const closedEnvironments = (rules: EnvironmentGroups, kept: readonly string[]): readonly string[] =>
  Object.entries(rules)
    .filter(([, groups]) => !groups.some(group => kept.includes(digestOf(group))))
    .map(([environment]) => environment)
