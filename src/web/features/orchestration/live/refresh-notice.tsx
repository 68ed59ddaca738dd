import { type LookupProblem, problemText } from '#domain/problems/problem-text.ts'
import type { Instant } from '#domain/text/instant.ts'
import { ageText, utcTime } from '#domain/text/time-text.ts'
import { serverNow } from '#web/api/clock.ts'
import { type Environment, otherEnvironments } from '#web/app-config.ts'
import { SignInLink } from '#web/components/problem/sign-in-link.tsx'
import { Time } from '#web/components/time.tsx'
import { Banner } from '#web/ui/banner.tsx'
import { Button } from '#web/ui/button.tsx'
import { useNow } from '#web/ui/use-now.ts'
import type { Live } from './use-live.ts'

/** Past this age an open payment's data is called old, whatever the reason. */
const staleAfterMs = 6 * 60_000

/** A refresh that failed while older data stays on the screen: why, how old what one sees is, and what happens next. */
export function RefreshNotice({
  problem,
  environment,
  readAt,
  live,
  onRetry,
}: {
  problem: LookupProblem | undefined
  environment: Environment
  readAt: Instant | undefined
  live: Live
  onRetry: () => void
}) {
  const now = useNow(serverNow, 1000)
  const stale = readAt !== undefined && live.kind !== 'final' && now - readAt.ms > staleAfterMs
  const current: LookupProblem | undefined = live.kind === 'offline' ? { code: 'offline' } : problem
  if (!current && !stale) return null
  if (!current) {
    return (
      <div className="mt-4">
        <Banner tone="pending" title={readAt && `Last checked ${ageText(readAt, now)}; it may have changed.`} />
      </div>
    )
  }
  const seconds = live.kind === 'retrying' ? Math.max(0, Math.ceil((live.at - Date.now()) / 1000)) : undefined
  const context = {
    environment: environment.name,
    otherEnvironments: otherEnvironments(environment),
    shownFrom: readAt,
  }
  const words = problemText(current, context, seconds)
  return (
    <div className="mt-4">
      <Banner tone="pending" title={words.heading}>
        {words.body.map(sentence => (
          <p key={sentence}>{sentence}</p>
        ))}
        {live.kind !== 'offline' && readAt && (
          <p>
            Showing what we had at <Time at={readAt}>{utcTime(readAt)}</Time>, {ageText(readAt, now)}; it may have
            changed.{' '}
            {current.code === 'unauthenticated' ? (
              <SignInLink look="inline" />
            ) : (
              <Button look="quiet" size="small" onClick={onRetry} className="underline">
                Try again now
              </Button>
            )}
          </p>
        )}
      </Banner>
    </div>
  )
}
