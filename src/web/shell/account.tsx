import { useState } from 'react'
import { readInstant } from '#domain/text/instant.ts'
import { utcTime } from '#domain/text/time-text.ts'
import { signOut, useSession } from '#web/api/session.ts'
import { appConfig } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import { Button } from '#web/ui/controls/button.tsx'
import { Dialog } from '#web/ui/controls/dialog.tsx'

/** Who is signed in, until when, and the way out. */
export function Account({ environment, onClose }: { environment: string; onClose: () => void }) {
  const session = useSession()
  const [failed, setFailed] = useState(false)
  if (session === undefined || session === 'signed_out') return null
  const { name = 'Signed in', email, expiresAt, subject } = session
  const until = readInstant(expiresAt)
  const leave = async () => {
    // A new page, so that nothing of the old one stays in memory.
    if (await signOut()) location.replace(paths.lookup(environment))
    else setFailed(true)
  }
  return (
    <Dialog title={`Account: ${name}`} onClose={onClose}>
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
    </Dialog>
  )
}
