import { returnPathOf } from '#domain/config/return-path.ts'
import type { LookupProblem } from '#domain/problems/problem-text.ts'
import { cx } from '#web/ui/display/cx.ts'

/** Where an address waits, in this tab, that is too long or too odd to be carried through a sign-in. See `entry-browser.tsx`. */
const waiting = 'desk.return'
const marker = '?return'

const here = () => location.pathname + location.search

function signInHref(): string {
  const returnTo = returnPathOf(here()) ?? location.pathname + marker
  return `/auth/login?rd=${encodeURIComponent(returnTo)}`
}

function keepAddress() {
  try {
    if (returnPathOf(here()) === undefined) sessionStorage.setItem(waiting, here())
  } catch {
    // Where nothing can be kept, the sign-in leads back to the page without its query.
  }
}

const looks = {
  primary:
    'h-9 rounded-lg border border-accent bg-accent px-3 font-medium text-accent-ink no-underline shadow-card hover:bg-accent-hover max-md:h-10',
  inline: 'py-0.5 font-semibold underline',
}

/** Leads to the sign-in and from there back to this very page. */
export const SignInLink = ({ look = 'primary' }: { look?: keyof typeof looks }) => (
  <a
    href={signInHref()}
    // The address may have changed since it was drawn.
    onClick={event => {
      event.currentTarget.href = signInHref()
      keepAddress()
    }}
    className={cx('inline-flex shrink-0 items-center', looks[look])}
  >
    Sign in
  </a>
)

type SignInProps = { problem: LookupProblem; look?: keyof typeof looks }

/** Whether signing in solves the problem. */
export const needsSignIn = ({ code }: LookupProblem): boolean => code === 'unauthenticated' || code === 'session_ended'

/** How to sign in, for a problem that signing in solves; nothing for others. */
export function SignIn({ problem, look = 'primary' }: SignInProps) {
  if (problem.code === 'unauthenticated') return <SignInLink look={look} />
  if (problem.code !== 'session_ended') return null
  // The proxy in front leads a page to its sign-in, and back to the page's address.
  return (
    <button
      type="button"
      onClick={() => location.reload()}
      className={cx('inline-flex shrink-0 items-center', looks[look])}
    >
      Sign in again
    </button>
  )
}
