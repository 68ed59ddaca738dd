import { type ReactNode, Suspense, useLayoutEffect, useRef } from 'react'
import { Link, Outlet, useLocation, useMatch, useNavigate, useNavigationType, useParams } from 'react-router'
import { pageRows } from '#domain/config/pages.ts'
import { appConfig, environmentTitle, findEnvironment } from '#web/app-config.ts'
import { readArrival } from '#web/components/lookup/arrival.ts'
import { LeftOutLinks } from '#web/components/lookup/left-out.tsx'
import { type LookupField, LookupForm } from '#web/components/lookup/lookup-form.tsx'
import { paths } from '#web/paths.ts'
import { PartBoundary } from '#web/ui/loading/part-boundary.tsx'
import { Announcer } from '#web/ui/page/announcer.tsx'
import { useShortcut } from '#web/ui/page/shortcuts.ts'
import { useDrawnAt } from '#web/ui/state/drawn-at.ts'
import { ClosedEnvironment, useClosedEnvironments } from './closed-environment.tsx'
import { EnvironmentBar } from './environment-bar.tsx'
import { EnvironmentSwitch } from './environment-switch.tsx'
import { Tools } from './tools.tsx'
import { usePageFocus } from './use-page-focus.ts'

/** The page frame: environment, brand, lookup, help; the page itself below. `notFound` is the page of an unknown environment. */
export function Frame({ notFound }: { notFound: ReactNode }) {
  const { environment: name = '', id: named = '' } = useParams()
  const environment = findEnvironment(name)
  const closed = useClosedEnvironments()
  const onLookupPage = useMatch('/:environment') !== null
  const { key, pathname, state } = useLocation()
  // A rule's ID can't be looked up.
  const id = pathname.startsWith(paths.rules(name)) ? '' : named
  // The server doesn't know the history of the tab.
  const isDrawn = useDrawnAt() !== undefined
  const { said, leftOut, pasted } = readArrival(isDrawn ? undefined : state)
  const step = useNavigationType()
  const navigate = useNavigate()
  // The page of the smart link reads the paste: that code is not needed to show an orchestration.
  const smartLink = paths.page(name, 'smartLink')
  const lookup = (text: string) =>
    void navigate(smartLink, { state: { pasted: text }, replace: pathname === smartLink })
  const field = useRef<LookupField>(null)
  const focusLookup = () =>
    (onLookupPage ? document.getElementById('lookup') : undefined)?.focus() ?? field.current?.focus()
  // A new page begins at its top; going back, the browser restores what it knows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step of the history counts, also to the same address
  useLayoutEffect(() => {
    if (step === 'PUSH') scrollTo(0, 0)
  }, [key])
  usePageFocus()
  useShortcut('/', focusLookup)
  if (!environment)
    return (
      <main className="px-4 py-10">
        <Suspense>{notFound}</Suspense>
      </main>
    )
  return (
    <>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:z-10 focus:rounded-lg focus:bg-card focus:p-3"
      >
        Skip to the page
      </a>
      <header className="border-b border-line bg-card print:border-0">
        <EnvironmentBar name={name} />
        {appConfig.notice !== undefined && (
          <p className="border-b border-line bg-processing-fill px-4 py-1 text-center font-semibold wrap-anywhere text-processing print:hidden">
            {appConfig.notice}
          </p>
        )}
        <div className="mx-auto flex min-h-14 max-w-[74rem] flex-wrap items-center gap-x-4 gap-y-2 px-3.5 py-2 min-[88rem]:max-w-[86rem] md:px-6 print:hidden">
          <Link
            to={paths.lookup(name)}
            className="flex min-w-6 items-center gap-2 rounded-md py-1 font-semibold whitespace-nowrap text-ink no-underline"
          >
            <Mark />
            <span className={onLookupPage ? undefined : 'max-md:sr-only'}>Orchestration Desk</span>
          </Link>
          {name === 'production' && (
            <span className="rounded-md border border-line px-2 py-0.5 text-xs font-semibold">
              {environmentTitle(name)}
            </span>
          )}
          {!onLookupPage && <LookupForm ref={field} initial={pasted ?? id} onLookup={lookup} />}
          <nav
            aria-label="Orchestrations and rules"
            className="flex gap-1 max-md:order-last max-md:-mb-1 max-md:w-full"
          >
            {pageRows.map(
              ([page, { nav }]) =>
                nav && (
                  <ListLink key={page} to={paths.page(name, page)} at={pathname}>
                    {nav}
                  </ListLink>
                ),
            )}
          </nav>
          <div className="ml-auto flex flex-wrap items-center justify-end gap-2">
            <EnvironmentSwitch current={name} />
            <Tools environment={name} />
          </div>
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto max-w-[74rem] px-3.5 pt-3 pb-16 md:px-6 md:pt-4 min-[88rem]:max-w-[86rem] print:p-0"
      >
        {said.map(sentence => (
          <p key={sentence} className="code mb-3 text-ink-soft print:hidden">
            {sentence}
          </p>
        ))}
        {leftOut.map(group => (
          <LeftOutLinks key={group.title} leftOut={group} />
        ))}
        {closed.includes(name) ? (
          <ClosedEnvironment name={name} />
        ) : (
          <Suspense fallback={<p role="status">Loading the page…</p>}>
            <PartBoundary resetOn={key}>
              <Outlet context={environment} />
            </PartBoundary>
          </Suspense>
        )}
      </main>
      <Announcer />
    </>
  )
}

const ListLink = ({ to, at, children }: { to: string; at: string; children: string }) => (
  <Link
    to={to}
    aria-current={at === to ? 'page' : undefined}
    className="rounded-md px-2 py-1 text-ink-soft no-underline hover:bg-hover hover:text-ink aria-[current]:font-semibold aria-[current]:text-ink"
  >
    {children}
  </Link>
)

const Mark = () => (
  <svg
    aria-hidden="true"
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth="2"
    className="size-5 text-accent"
  >
    <circle cx="4" cy="10" r="2.6" />
    <circle cx="16" cy="10" r="2.6" />
    <path d="M6.6 10h6.8" />
  </svg>
)
