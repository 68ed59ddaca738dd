/** Who is asking. */
import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

export type Person = {
  /** An opaque ID of the person for logs and local storage: neither name nor e-mail address, the same at every sign-in. */
  readonly subject: string
  /** What the page shows; undefined without sign-in. */
  readonly name?: string | undefined
  readonly email?: string | undefined
  /** When they have to sign in again at the latest. */
  readonly expiresAt?: Date | undefined
  /** Environments that they may not see. */
  readonly closedEnvironments?: readonly string[] | undefined
}

/** Whether a person may see the data of an environment. */
export const maySee = ({ closedEnvironments = [] }: Person, environment: string): boolean =>
  !closedEnvironments.includes(environment)

export type Identified = {
  readonly person: Person
  /** A `Set-Cookie` value to send along. */
  readonly cookie?: string | undefined
}

/** Finds out who is asking, or throws `unauthenticated`. Nothing is looked up or read before that. */
export type Identify = (request: IncomingMessage) => Promise<Identified>

/** Providers use user names and e-mail addresses as subjects, so the log gets a digest: `sha256(issuer NUL sub)`. */
export const subjectOf = (issuer: string, sub: string): string =>
  createHash('sha256').update(`${issuer}\0${sub}`).digest('base64url').slice(0, 16)

type Claims = Readonly<Record<string, unknown>>

/** In UTF-16 units. Both go into a cookie, which browsers drop beyond 4,096 bytes. */
const maxName = 120

/** What a person is called, from the claims that providers use for it; `unique_name` and `upn` are those of AD FS. */
export function namesOf(claims: Claims): Pick<Person, 'name' | 'email'> {
  const text = (name: string) => {
    const value = claims[name]
    const shown =
      typeof value === 'string'
        ? value
            .toWellFormed()
            .replaceAll(/\p{Cc}/gu, '')
            .trim()
        : ''
    return shown === '' ? undefined : cut(shown)
  }
  const email = text('email')
  return {
    name: text('name') ?? text('preferred_username') ?? text('unique_name') ?? text('upn') ?? email,
    email,
  }
}

/** Without half a character at its end. */
const cut = (text: string) => (text.length <= maxName ? text : text.slice(0, maxName).replace(/[\ud800-\udbff]$/, ''))
