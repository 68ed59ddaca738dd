import { type ComponentType, lazy } from 'react'
import { matchPath, Navigate, Route, Routes } from 'react-router'
import { orchestrationQuery, ruleQuery } from './api/queries.ts'
import { queryClient } from './api/query-client.ts'
import { appConfig, type Environment, findEnvironment } from './app-config.ts'
import { paths } from './paths.ts'
import { Frame } from './shell/frame.tsx'
import { NotFound } from './shell/not-found.tsx'

type PageModule = { readonly Component: ComponentType }

/** One page below `/{environment}`, whose code is loaded when it is first visited. */
type Page = {
  readonly path: string
  /** Loads the page's code. */
  readonly load: () => Promise<unknown>
  readonly Component: ComponentType
  /** Starts the page's first request. Its failure is explained where the page is drawn. */
  readonly prefetch?: (environment: Environment, id: string) => Promise<void>
}

function page(path: string, load: () => Promise<PageModule>, prefetch?: Page['prefetch']): Page {
  let Loaded: ComponentType | undefined
  const Lazy = lazy(() => load().then(({ Component }) => ({ default: Component })))
  return {
    path,
    load: () =>
      load().then(({ Component }) => {
        Loaded = Component
      }),
    // React shows the fallback of a lazy component at least once, and then for 300 ms, even when its code is there.
    Component: () => (Loaded ? <Loaded /> : <Lazy />),
    ...(prefetch && { prefetch }),
  }
}

const pages: readonly Page[] = [
  page('', () => import('./features/lookup/page.tsx')),
  page(
    'orchestrations/:id',
    () => import('./features/detail/page.tsx'),
    (environment, id) => queryClient.prefetchQuery(orchestrationQuery(environment, id)),
  ),
  page(
    'rules/:id',
    () => import('./features/rules/page.tsx'),
    (environment, id) => queryClient.prefetchQuery(ruleQuery(environment, id)),
  ),
]

/** How long the first drawing waits for data whose code has come: past this the page shows that it waits. */
const patienceMs = 100

/**
 * Starts the code and the data of the page at an address, side by side, before anything is drawn. Resolves when the
 * page can be drawn: with its data when that comes soon after the code, else without. Never rejects: whatever fails here
 * fails again, and is explained, where the page is drawn.
 */
export async function startPage(pathname: string): Promise<void> {
  for (const { path, load, prefetch } of pages) {
    const match = matchPath(`/:environment/${path}`, pathname)
    const environment = findEnvironment(match?.params.environment)
    if (!match || !environment) continue
    const id: unknown = Object.entries(match.params).find(([name]) => name === 'id')?.[1]
    const data = typeof id === 'string' ? prefetch?.(environment, id) : undefined
    await load().catch(() => undefined)
    await Promise.race([data, new Promise(resolve => setTimeout(resolve, patienceMs))])
  }
}

/** Every address of the app. */
export const AppRoutes = () => (
  <Routes>
    <Route index element={<Navigate to={paths.lookup(appConfig.defaultEnvironment)} replace />} />
    <Route path=":environment" element={<Frame />}>
      {pages.map(({ path, Component }) => (
        <Route key={path} {...(path ? { path } : { index: true })} element={<Component />} />
      ))}
      <Route path="*" element={<NotFound />} />
    </Route>
    <Route path="*" element={<NotFound />} />
  </Routes>
)
