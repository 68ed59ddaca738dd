import { type Check, checkedKinds, checkText } from '#domain/identify/identify-text.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import { cx } from '#web/ui/display/cx.ts'
import { Skeleton } from '#web/ui/display/skeleton.tsx'
import { CodeText } from '../problem/problem.tsx'

type Query = { readonly data: unknown; readonly error: unknown; readonly isFetching: boolean }

/** What became of one check. `found` looks at what was read; a 404 is an answer. */
export function outcomeOf<Data>(
  query: Query & { readonly data: Data | undefined },
  found: (data: Data) => boolean = () => true,
): Check['outcome'] {
  if (query.data !== undefined) return found(query.data) ? 'found' : 'none'
  if (query.error === null) return 'checking'
  const problem = problemOf(query.error)
  return problem.code === 'not_found' ? 'none' : problem
}

/** True where nobody knows: the check was refused or failed. */
const isUnknown = ({ outcome }: Check): boolean => typeof outcome === 'object'

/** The same while it is not known yet what the text is. */
export const Checking = ({
  id,
  checks,
  environment,
}: {
  id: string
  checks: readonly Check[]
  environment: string
}) => (
  <section role="status" className="rounded-xl border border-line bg-card p-6 shadow-card">
    <p className="text-2xl font-semibold text-balance">Identifying this ID…</p>
    <p translate="no" className="code mt-2">
      {id}
    </p>
    <Checks checks={checks} environment={environment} />
    <Skeleton className="mt-5 h-9 w-28" />
  </section>
)

/** What a text was taken for, one by one, and what came of it: nothing found, not allowed and not checked are three things. */
export const Checks = ({ checks, environment }: { checks: readonly Check[]; environment: string }) => (
  <section aria-label="What it was checked as" className="mt-4 max-w-prose">
    <h2 className="text-sm font-semibold">Checked as</h2>
    <dl className="mt-1 grid gap-x-4 gap-y-0.5 sm:grid-cols-[auto_1fr]">
      {checks.map(check => (
        <div key={check.as} className="contents">
          <dt className="text-ink-soft">{checkedKinds[check.as]}</dt>
          <dd className={cx('max-sm:mb-1.5', isUnknown(check) ? 'font-medium text-pending' : 'text-ink-faint')}>
            <CodeText text={checkText(check, { environment })} />
          </dd>
        </div>
      ))}
    </dl>
  </section>
)
