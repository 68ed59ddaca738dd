/** The simulator's one Paxos account, with the owners of its orchestrations. */

export const customerId = 'a1b2c3d4-5e6f-7a8b-9c0d-e1f2a3b4c5d6'

/** Profiles: pots of money inside the account. */
export const profiles = {
  payments: '7c4e8f2a-1d3b-4a5e-9f6c-8b2d7e0a4f1c',
  treasury: '838e1ebf-ec65-4feb-bd14-570c22c69b6c',
  payouts: '65e4caf6-1128-41fb-acfa-dbd037c4bb38',
  europe: '969d1cc7-5d92-43f6-96c8-05ef01a28bc3',
} as const

/** Identities and accounts of end customers. */
export const identities = {
  company: '0f2fa994-c81d-4ca8-bad6-2f4cb0d6fc6a',
  merchant: 'c2f2ac25-389f-46e2-92e0-d702f50e9596',
} as const

export const accounts = {
  company: 'e70fcc96-da3c-42f9-b17e-55289b794195',
  merchant: '1039f7b5-6801-4971-9c8a-81a628219140',
} as const
