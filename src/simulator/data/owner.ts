/** Who a payment belongs to. */
import { accounts, customerId, identities, profiles } from './account.ts'
import type { PaymentSpec } from './payment-spec.ts'

export function owner({ profile = 'payments' }: Pick<PaymentSpec, 'profile'>) {
  const who = profile === 'payments' || profile === 'treasury' ? 'company' : 'merchant'
  return {
    profile_id: profiles[profile],
    identity_id: identities[who],
    account_id: accounts[who],
    customer_id: customerId,
  }
}
