import { problemIs } from '#domain/problems/problem-table.ts'
import { type LookupProblem, problemText } from '#domain/problems/problem-text.ts'
import type { Instant } from '#domain/text/instant.ts'
import { utcTime } from '#domain/text/time-text.ts'
import { type Environment, otherEnvironments } from '#web/app-config.ts'
import { CodeText } from '#web/components/problem/problem.tsx'
import { needsSignIn, SignIn } from '#web/components/problem/sign-in-link.tsx'
import { Time } from '#web/components/time.tsx'
import { TextButton } from '#web/ui/controls/button.tsx'
import { Icon } from '#web/ui/display/icon.tsx'
import type { Live } from './use-live.ts'

/** Why there is nothing newer, how old the data on the screen is, and what happens next. */
export function RefreshProblem({
  problem,
  live,
  readAt,
  environment,
  onRetry,
}: {
  problem: LookupProblem
  live: Live
  readAt: Instant | undefined
  environment: Environment
  onRetry: () => void
}) {
  const seconds = live.kind === 'retrying' ? Math.max(0, Math.ceil((live.at - Date.now()) / 1000)) : undefined
  const context = {
    environment: environment.name,
    otherEnvironments: otherEnvironments(environment),
    shownFrom: readAt,
  }
  const { heading, body } = problemText(problem, context, seconds)
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-2 text-sm text-ink-soft wrap-anywhere">
      <Icon name="warn" className="size-4 text-pending" />
      <span>
        <strong className="font-semibold text-pending">{heading}</strong>
      </span>
      {body.map(sentence => (
        <span key={sentence}>
          <CodeText text={sentence} />
        </span>
      ))}
      {problem.code !== 'offline' && readAt && (
        <span>
          Showing what we had at <Time at={readAt}>{utcTime(readAt)}</Time>.
        </span>
      )}
      {needsSignIn(problem) ? (
        <SignIn problem={problem} look="inline" />
      ) : (
        problemIs('canRetry', problem.code) && <TextButton onClick={onRetry}>Try again now</TextButton>
      )}
    </div>
  )
}
