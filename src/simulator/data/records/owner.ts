/** The owner fields of a record. */

import { seededUuid } from '../values/seeded.ts'
import { accounts, customerId, identities, profiles } from './account.ts'
import type { OrchestrationSpec } from './orchestration-spec.ts'

export function owner({ profile = 'payments', customer }: Pick<OrchestrationSpec, 'profile' | 'customer'>) {
  const who = profile === 'payments' || profile === 'treasury' ? 'company' : 'merchant'
  return {
    profile_id: profiles[profile],
    identity_id: customer === undefined ? identities[who] : seededUuid(`identity ${customer}`),
    account_id: customer === undefined ? accounts[who] : seededUuid(`account ${customer}`),
    customer_id: customerId,
  }
}
