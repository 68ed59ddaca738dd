import { type ComponentType, lazy } from 'react'
import { matchPath, Navigate, Route, Routes, useSearchParams } from 'react-router'
import { orchestrationQuery, ruleQuery } from './api/queries.ts'
import { queryClient } from './api/query-client.ts'
import { appConfig, type Environment, findEnvironment } from './app-config.ts'
import { paths } from './paths.ts'
import { Frame } from './shell/frame.tsx'
import { NotFound } from './shell/not-found.tsx'

type Load = () => Promise<{ Component: ComponentType }>

type Page = {
  readonly path: string
  readonly load: Load
  /** The page in its place where the address names ids. */
  readonly batch?: Load
  /** Starts the page's first request, without waiting for it. */
  readonly prefetch?: (environment: Environment, id: string) => Promise<void>
}

/** Every page below `/{environment}`, each loaded when it is first visited. */
const pages: readonly Page[] = [
  { path: '', load: () => import('./features/lookup/page.tsx') },
  {
    path: 'orchestrations/:id',
    load: () => import('./features/detail/page.tsx'),
    prefetch: (environment, id) => queryClient.prefetchQuery(orchestrationQuery(environment, id)),
  },
  {
    path: 'orchestrations',
    load: () => import('./features/browse/page.tsx'),
    batch: () => import('./features/batch/page.tsx'),
  },
  { path: 'rules', load: () => import('./features/rules/list.tsx') },
  {
    path: 'rules/:id',
    load: () => import('./features/rules/page.tsx'),
    prefetch: (environment, id) => queryClient.prefetchQuery(ruleQuery(environment, id)),
  },
]

const lazyOf = (load: Load) => lazy(() => load().then(({ Component }) => ({ default: Component })))

const namesIds = (search: URLSearchParams) => search.has('id') || search.has('ref')

function eitherOf(Page: ComponentType, Batch: ComponentType): ComponentType {
  return () => (namesIds(useSearchParams()[0]) ? <Batch /> : <Page />)
}

const routes = pages.map(({ path, load, batch }) => ({
  path,
  Component: batch ? eitherOf(lazyOf(load), lazyOf(batch)) : lazyOf(load),
}))

/**
 * Starts the code and the data of the page at an address, side by side, before anything is drawn. Whatever fails here
 * fails again, and is explained, where the page is drawn.
 */
export function startPage({ pathname, search }: { pathname: string; search: string }, withData = true): void {
  for (const { path, load, batch, prefetch } of pages) {
    const match = matchPath(`/:environment/${path}`, pathname)
    const environment = findEnvironment(match?.params.environment)
    if (!match || !environment) continue
    const start = batch && namesIds(new URLSearchParams(search)) ? batch : load
    start().catch(() => undefined)
    if (!withData) return
    const id: unknown = Object.entries(match.params).find(([name]) => name === 'id')?.[1]
    if (typeof id === 'string') void prefetch?.(environment, id)
  }
}

/** Loads a page's code, and no data, as soon as a link to it is pointed at or has the focus. */
export function loadPointedAt({ target }: Event): void {
  const link = target instanceof Element && target.closest('a')
  if (link && link.origin === location.origin) startPage(link, false)
}

/** Every address of the app. */
export const AppRoutes = () => (
  <Routes>
    <Route index element={<Navigate to={paths.lookup(appConfig.defaultEnvironment)} replace />} />
    <Route path=":environment" element={<Frame />}>
      {routes.map(({ path, Component }) => (
        <Route key={path} {...(path ? { path } : { index: true })} element={<Component />} />
      ))}
      <Route path="*" element={<NotFound />} />
    </Route>
    <Route path="*" element={<NotFound />} />
  </Routes>
)
