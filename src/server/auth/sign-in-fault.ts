/** Why nobody was signed in. */

export type SignInFaultKind = 'unreachable' | 'refused' | 'invalid' | 'unknown_attempt' | 'planted_cookie' | 'denied'

type Details = {
  /** Sentences for the person, where those of the kind don't name the cause. */
  readonly body?: readonly string[]
}

/** `reason` is a code for the log, without anything that came from outside. */
export class SignInFault extends Error {
  readonly kind: SignInFaultKind
  readonly reason: string
  readonly body: readonly string[] | undefined

  constructor(kind: SignInFaultKind, reason: string, { body }: Details = {}) {
    super(reason)
    this.kind = kind
    this.reason = reason
    this.body = body
  }
}
