import { QueryClient } from '@tanstack/react-query'

/** Retries and refreshes are decided by the page that shows the data, never behind its back. */
export const createQueryClient = (gcTime: number): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        // The loader starts the request and the page subscribes to the same one.
        staleTime: 2_000,
        gcTime,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // Offline is an answer to show, not a reason to wait in silence.
        networkMode: 'always',
      },
    },
  })

/** The cache of the tab. */
export const queryClient = createQueryClient(10 * 60_000)
