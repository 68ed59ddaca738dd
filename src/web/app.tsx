import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, StrictMode } from 'react'
import { AppRoutes } from './routes.tsx'
import { CrashBoundary } from './shell/crash.tsx'

/** The whole tree, the same in the browser and on the server; `router` gives it an address. */
export const App = ({ client, router }: { client: QueryClient; router: (routes: ReactNode) => ReactNode }) => (
  <StrictMode>
    <CrashBoundary>
      <QueryClientProvider client={client}>{router(<AppRoutes />)}</QueryClientProvider>
    </CrashBoundary>
  </StrictMode>
)
