import { useState } from 'react'
import { readInstant } from '#domain/text/instant.ts'
import { utcTime } from '#domain/text/time-text.ts'
import { type Session, signOut, useSession } from '#web/api/session.ts'
import { appConfig } from '#web/app-config.ts'
import { SignInLink } from '#web/components/problem/sign-in-link.tsx'
import { paths } from '#web/paths.ts'
import { Button } from '#web/ui/controls/button.tsx'
import { Popover } from '#web/ui/controls/popover.tsx'

/** Who is signed in, and the way out; signed out, the way in. */
export function Account({ environment }: { environment: string }) {
  const session = useSession()
  if (session === undefined) return null
  if (session === 'signed_out') {
    return (
      <p className="flex items-center gap-3 text-sm whitespace-nowrap">
        <span className="text-ink-faint max-md:sr-only">Signed out</span>
        <SignInLink look="inline" />
      </p>
    )
  }
  const name = session.name ?? 'Signed in'
  return (
    <Popover label={`Account: ${name}`} face={<Face name={name} />}>
      {() => <AccountPanel session={session} name={name} environment={environment} />}
    </Popover>
  )
}

const Face = ({ name }: { name: string }) => (
  <>
    <span className="max-w-36 truncate max-lg:sr-only">{name}</span>
    <span aria-hidden="true" className="font-semibold uppercase lg:hidden">
      {Array.from(name)[0]}
    </span>
  </>
)

function AccountPanel({ session, name, environment }: { session: Session; name: string; environment: string }) {
  const [failed, setFailed] = useState(false)
  const { email, expiresAt, subject } = session
  const until = readInstant(expiresAt)
  const leave = async () => {
    // A new page, so that nothing of the old one stays in memory.
    if (await signOut()) location.replace(paths.lookup(environment))
    else setFailed(true)
  }
  return (
    <>
      <p className="font-semibold wrap-anywhere">{name}</p>
      {email !== undefined && email !== name && <p className="text-sm text-ink-soft wrap-anywhere">{email}</p>}
      {until && <p className="mt-3 text-sm text-ink-soft">Session ends at {utcTime(until)}, sooner if idle.</p>}
      <p className="mt-3 text-sm text-ink-faint">
        Your ID in our logs:{' '}
        <span translate="no" className="code text-ink-soft">
          {subject}
        </span>
      </p>
      {appConfig.signIn === 'oidc' ? (
        <div className="mt-4 border-t border-line-soft pt-4">
          <Button onClick={leave} className="w-full">
            Sign out
          </Button>
          <p role="status" className="mt-2 text-sm text-failed empty:hidden">
            {failed && "Couldn't sign out: this dashboard's server can't be reached. Try again."}
          </p>
        </div>
      ) : (
        <p className="mt-3 text-sm text-ink-faint">The proxy in front of this dashboard signed you in.</p>
      )}
    </>
  )
}
