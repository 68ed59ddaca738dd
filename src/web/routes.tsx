import type { ComponentType } from 'react'
import { matchPath, Navigate, Route, Routes, useLocation, useSearchParams } from 'react-router'
import { type PageName, pageRows } from '#domain/config/pages.ts'
import { orchestrationQuery, ruleQuery } from './api/queries.ts'
import { queryClient } from './api/query-client.ts'
import { appConfig, type Environment, findEnvironment } from './app-config.ts'
import { paths } from './paths.ts'
import { Frame } from './shell/frame.tsx'
import { lazyPage } from './ui/loading/lazy-part.tsx'

type Load = () => Promise<ComponentType>

/** The code of a page, loaded when it is first visited. */
type PageCode = {
  /** Loads the code of the page that an address with these parameters shows. */
  readonly load: (search: URLSearchParams) => Promise<unknown>
  readonly Page: ComponentType
  /** Starts the page's first request. Its failure is explained where the page is drawn. */
  readonly prefetch?: (environment: Environment, id: string) => Promise<void>
}

function page(loadCode: Load, prefetch?: PageCode['prefetch']): PageCode {
  const Page = lazyPage(loadCode)
  return { load: Page.load, Page, ...(prefetch && { prefetch }) }
}

/** Where the address names ids or references, the list is a batch of just these. */
const namesIds = (search: URLSearchParams) => search.has('id') || search.has('ref')

function listPage(loadList: Load, loadBatch: Load): PageCode {
  const List = lazyPage(loadList)
  const Batch = lazyPage(loadBatch)
  return {
    load: search => (namesIds(search) ? Batch.load() : List.load()),
    Page: () => (namesIds(useSearchParams()[0]) ? <Batch /> : <List />),
  }
}

/** Each lookup is a new one, also of the same text. */
function smartLinkPage(load: Load): PageCode {
  const SmartLink = lazyPage(load)
  return { load: SmartLink.load, Page: () => <SmartLink key={useLocation().key} /> }
}

const code: Readonly<Record<PageName, PageCode>> = {
  lookup: page(() => import('./features/lookup/page.tsx').then(({ LookupPage }) => LookupPage)),
  smartLink: smartLinkPage(() => import('./features/lookup/smart-link.tsx').then(({ SmartLink }) => SmartLink)),
  orchestrations: listPage(
    () => import('./features/browse/page.tsx').then(({ BrowsePage }) => BrowsePage),
    () => import('./features/batch/page.tsx').then(({ BatchPage }) => BatchPage),
  ),
  orchestration: page(
    () => import('./features/orchestration/page.tsx').then(({ OrchestrationPage }) => OrchestrationPage),
    (environment, id) => queryClient.prefetchQuery(orchestrationQuery(environment, id)),
  ),
  rules: page(() => import('./features/rules/page.tsx').then(({ RulesPage }) => RulesPage)),
  rule: page(
    () => import('./features/rule/page.tsx').then(({ RulePage }) => RulePage),
    (environment, id) => queryClient.prefetchQuery(ruleQuery(environment, id)),
  ),
  transfer: page(() => import('./features/transfer/page.tsx').then(({ TransferPage }) => TransferPage)),
  identity: page(() => import('./features/identity/page.tsx').then(({ IdentityPage }) => IdentityPage)),
}

const NotFound = lazyPage(() => import('./shell/not-found-page.tsx').then(({ NotFoundPage }) => NotFoundPage))

/** The page at an address of a known environment. */
function pageAt(pathname: string): { page: PageCode; environment: Environment; id: string | undefined } | undefined {
  for (const [name, { path }] of pageRows) {
    const match = matchPath(`/:environment/${path}`, pathname)
    const environment = findEnvironment(match?.params.environment)
    if (!match || !environment) continue
    const id: unknown = Object.entries(match.params).find(([name]) => name === 'id')?.[1]
    return { page: code[name], environment, id: typeof id === 'string' ? id : undefined }
  }
  return undefined
}

/** How long the first drawing waits for data once the code is there, in milliseconds; then the page shows a skeleton. */
const maxWaitMs = 100

type Address = { readonly pathname: string; readonly search: string }

/**
 * Starts the code and the data of the page at an address, side by side, before anything is drawn. Resolves when the
 * page can be drawn: with its data when that comes soon after the code, or is there already, else without. Never rejects: whatever fails here
 * fails again, and is explained, where the page is drawn.
 */
export async function startPage({ pathname, search }: Address, hasData: boolean): Promise<void> {
  const found = pageAt(pathname)
  if (!found) return
  const data = hasData || found.id === undefined ? undefined : found.page.prefetch?.(found.environment, found.id)
  await found.page.load(new URLSearchParams(search)).catch(() => undefined)
  await Promise.race([data, new Promise(resolve => setTimeout(resolve, maxWaitMs))])
}

/**
 * Loads all code of the page that the server draws, so that nothing of it waits when it is taken over; whether its parts came
 * too. Rejects without the page's own code.
 */
export const loadDrawn = async (): Promise<boolean> => {
  const { loadParts } = await import('./features/orchestration/page.tsx')
  await code.orchestration.load(new URLSearchParams())
  return loadParts().then(
    () => true,
    () => false,
  )
}

/** Loads a page's code, and no data, as soon as a link to it, or a row that opens, is pointed at or has the focus. */
export function loadPointedAt({ target }: Event): void {
  if (!(target instanceof Element)) return
  const link = target.closest('a') ?? target.closest('tr')?.querySelector<HTMLAnchorElement>('a[data-row]')
  if (!link || link.origin !== location.origin) return
  pageAt(link.pathname)
    ?.page.load(new URLSearchParams(link.search))
    .catch(() => undefined)
}

/** As the server redirects `/`, whose query may say what to look up. */
const DefaultLookup = () => (
  <Navigate to={{ pathname: paths.lookup(appConfig.defaultEnvironment), search: useLocation().search }} replace />
)

/** Every address of the app. */
export const AppRoutes = () => (
  <Routes>
    <Route index element={<DefaultLookup />} />
    <Route path=":environment" element={<Frame notFound={<NotFound />} />}>
      {pageRows.map(([name, { path }]) => {
        const { Page } = code[name]
        return <Route key={name} {...(path ? { path } : { index: true })} element={<Page />} />
      })}
      <Route path="*" element={<NotFound />} />
    </Route>
    <Route path="*" element={<Frame notFound={<NotFound />} />} />
  </Routes>
)
