/** Why a sign-in failed. */

export type SignInFaultKind =
  | 'unreachable'
  | 'provider_error'
  | 'misconfigured'
  | 'clock'
  | 'refused'
  | 'invalid'
  | 'unknown_attempt'
  | 'planted_cookie'
  | 'denied'
  | 'too_many'

type Details = {
  /** Sentences for the person, where those of the kind don't name the cause. They may quote the provider. */
  readonly body?: readonly string[]
  /** For the log: settings, numbers and codes, and nothing about a person. */
  readonly facts?: Readonly<Record<string, string | number>>
  /** Seconds. */
  readonly retryAfter?: number
}

/** `reason` is a code for the log, without anything that came from outside. */
export class SignInFault extends Error {
  readonly kind: SignInFaultKind
  readonly reason: string
  readonly details: Details

  constructor(kind: SignInFaultKind, reason: string, details: Details = {}) {
    super(reason)
    this.name = 'SignInFault'
    this.kind = kind
    this.reason = reason
    this.details = details
  }
}
