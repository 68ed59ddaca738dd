/** Decides which of the people that the provider signs in may use the desk. */

import type { OidcConfig } from '../../config/auth.ts'
import { type Groups, groupsIn } from './groups.ts'
import { SignInFault } from './sign-in-fault.ts'
import type { SignedIn } from './user-info.ts'

type Rule = Pick<OidcConfig, 'allowedGroups' | 'environmentGroups' | 'hasOpenEnvironment' | 'groupsClaim'>

/** All groups that make a difference. */
const namedGroups = ({ allowedGroups, environmentGroups }: Rule) => [
  ...allowedGroups,
  ...Object.values(environmentGroups).flat(),
]

/** Whether groups are needed that these claims don't hold. */
export const needsGroups = (rule: Rule, claims: SignedIn['idToken']): boolean =>
  namedGroups(rule).length > 0 && groupsIn(claims, rule.groupsClaim).names.length === 0

/**
 * The person's groups. Throws a `SignInFault` that names the cause unless one of them is allowed (without a list, everyone
 * is) and there is an environment that this person may see.
 */
export function admit(rule: Rule, signedIn: SignedIn): readonly string[] {
  const groups = groupsOf(signedIn, rule.groupsClaim)
  const isIn = (list: readonly string[]) => list.some(group => groups.names.includes(group))
  const isAllowed = rule.allowedGroups.length === 0 || isIn(rule.allowedGroups)
  const seesAny = rule.hasOpenEnvironment || Object.values(rule.environmentGroups).some(isIn)
  if (isAllowed && seesAny) return groups.names
  throw faultOf(groups, rule, signedIn)
}

/** From the ID token, which is signed; from the user-info endpoint only where it has none. */
function groupsOf({ idToken, userInfo }: SignedIn, claim: string): Groups {
  const signed = groupsIn(idToken, claim)
  if (signed.names.length > 0 || !userInfo) return signed
  const other = groupsIn(userInfo, claim)
  return other.names.length > 0 || other.form === 'unreadable' ? other : signed
}

const worked = 'Your sign-in worked, but'

function faultOf({ names, form }: Groups, rule: Rule, signedIn: SignedIn): SignInFault {
  const { groupsClaim } = rule
  const { userInfoFault } = signedIn
  const facts = {
    claim: groupsClaim,
    claims: claimNames(signedIn),
    ...(userInfoFault !== undefined && { userInfo: userInfoFault }),
  }
  const unknown = (reason: string, body: readonly string[]) => new SignInFault('denied', reason, { body, facts })
  // Worse than no answer: an endpoint that answers for someone else may have been tampered with.
  if (names.length === 0 && userInfoFault === 'other_subject')
    return new SignInFault('invalid', 'user_info_other_subject')
  switch (form) {
    case 'missing':
    case 'empty':
      return unknown('no_groups_sent', [
        `${worked} the identity provider sent no groups for your account (claim "${groupsClaim}").`,
        ...(userInfoFault === undefined ? [] : [`Its user-info endpoint ${whatFailed(userInfoFault)}.`]),
        'Either your account is in no group, or they must be added to the ID token.',
      ])
    case 'overage':
      return unknown('groups_overage', [
        `${worked} your account is in more groups than the identity provider puts into a token.`,
        'The groups in the token can be limited to those that are assigned to this application.',
      ])
    case 'unreadable':
      return unknown('groups_unreadable', [
        `${worked} the identity provider sent your groups in a form that this dashboard can't read (claim "${groupsClaim}"): not as names.`,
      ])
    case 'text':
      if (namedGroups(rule).some(group => words(names[0]).includes(group)))
        return unknown('groups_in_one_text', [
          `${worked} the identity provider sent your groups as one text (claim "${groupsClaim}"), in which it's unclear where a name ends.`,
          'They must be sent as a list.',
        ])
  }
  return new SignInFault('denied', 'not_in_an_allowed_group', {
    body: [`${worked} your account is not in a group that may use it.`],
  })
}

function whatFailed(fault: string): string {
  const status = /^status_(\d{3})$/.exec(fault)?.[1]
  if (status !== undefined) return `answered ${status}`
  return fault === 'oauth_timeout' ? "didn't answer in time" : `couldn't be read (${fault})`
}

/** As a text would be read whose names are separated by something else than commas. */
const words = (text = '') => text.split(/[\s;|,]+/)

/** For the log: which claims there are, so that a misnamed one is found. Their names say nothing about the person. */
const claimNames = ({ idToken, userInfo = {} }: SignedIn) =>
  [...new Set([...Object.keys(idToken), ...Object.keys(userInfo)])]
    .filter(name => /^[\w:./#-]{1,80}$/.test(name))
    .slice(0, 40)
    .join(' ')
