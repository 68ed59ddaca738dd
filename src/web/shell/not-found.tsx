import { lazyPart } from '#web/ui/loading/lazy-part.tsx'
import { Unreachable } from '#web/ui/loading/unreachable.tsx'

/** No other page needs its code. */
export const NotFound = lazyPart<{ environment?: string }>(
  () => import('./not-found-page.tsx').then(({ NotFoundPage }) => NotFoundPage),
  null,
  Unreachable,
)
