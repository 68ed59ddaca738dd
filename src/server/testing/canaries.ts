/** Canaries planted in place of real secrets and personal data, and the search for them in all output. */
import { expect } from 'vitest'

/** Secrets: never in a response, log line or metric. Each is unique, so that one hit is a leak. */
export const canaries = {
  clientSecret: 'canary-client-secret-5f1d7c',
  accessToken: 'canary-access-token-9b2e44',
  authorization: 'canary-authorization-c0ffee',
  cookie: 'canary-cookie-77aa10',
  authorizationCode: 'canary-code-2b7e15',
  personName: 'canary-person-name-a1',
  personEmail: 'canary-person-email-b2',
  tokenBody: 'canary-token-body-31415a',
} as const

/** Personal data: for readers of the record, never in a log line or metric. */
export const personal = {
  metadata: 'canary-metadata-ada-lovelace',
  memo: 'canary-memo-invoice-1815',
  address: '0xcanaryaddress00000000000000000000000000',
  amount: '90817263.545362',
  reference: 'canary-reference-order-42',
  name: 'canary-rule-nickname',
  query: 'canary-query-ticket-text',
  agent: 'canary-user-agent',
} as const

/** A record with personal data in each field that can hold it. */
export const personalRecord = (id: string | undefined) => ({
  id,
  status: 'PROCESSING',
  ref_id: personal.reference,
  source_amount: personal.amount,
  source: { fiat: { memo: personal.memo } },
  destination: { crypto: { address: personal.address, network: 'ETHEREUM' } },
  nickname: personal.name,
  metadata: { customer: personal.metadata, [personal.metadata]: 'yes' },
})

/** Fails if any of these texts, of which there may be very many, contains a secret. */
export const expectNoCanary = (texts: readonly string[]): void => expectNone(canaries, texts)

/** Fails if any of these texts, of which there may be very many, contains personal data. */
export const expectNothingPersonal = (texts: readonly string[]): void => expectNone(personal, texts)

function expectNone(planted: Readonly<Record<string, string>>, texts: readonly string[]) {
  for (const [name, canary] of Object.entries(planted)) {
    const leak = texts.find(text => text.includes(canary))
    expect(leak?.slice(0, 500), `${name} leaked`).toBeUndefined()
  }
}
