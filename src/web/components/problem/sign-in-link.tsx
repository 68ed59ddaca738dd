import { returnPathOf } from '#domain/config/return-path.ts'
import { cx } from '#web/ui/cx.ts'

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
