import { type RouteObject, redirect } from 'react-router'
import { orchestrationQuery, ruleQuery } from './api/queries.ts'
import { queryClient } from './api/query-client.ts'
import { appConfig, findEnvironment } from './app-config.ts'
import { paths } from './paths.ts'
import { Crash } from './shell/crash.tsx'
import { Frame } from './shell/frame.tsx'
import { NotFound } from './shell/not-found.tsx'

/**
 * Every address of the app. A loader starts the page's first request and never waits for it: the page draws its own
 * waiting, and its own failure.
 */
export const routes: RouteObject[] = [
  {
    errorElement: <Crash />,
    HydrateFallback: () => null,
    children: [
      { index: true, loader: () => redirect(paths.lookup(appConfig.defaultEnvironment)) },
      {
        path: ':environment',
        element: <Frame />,
        children: [
          { index: true, lazy: () => import('./features/lookup/page.tsx') },
          {
            path: 'orchestrations/:id',
            loader: ({ params }) => {
              const environment = findEnvironment(params.environment)
              if (environment && params.id) void queryClient.prefetchQuery(orchestrationQuery(environment, params.id))
              return null
            },
            lazy: { Component: async () => (await import('./features/detail/page.tsx')).Component },
          },
          {
            path: 'rules/:id',
            loader: ({ params }) => {
              const environment = findEnvironment(params.environment)
              if (environment && params.id) void queryClient.prefetchQuery(ruleQuery(environment, params.id))
              return null
            },
            lazy: { Component: async () => (await import('./features/rules/page.tsx')).Component },
          },
          { path: '*', element: <NotFound /> },
        ],
      },
      { path: '*', element: <NotFound /> },
    ],
  },
]
