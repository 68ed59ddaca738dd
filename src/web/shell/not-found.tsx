import { lazyPart } from '#web/ui/lazy-part.tsx'
import { Unreachable } from '#web/ui/unreachable.tsx'

/** No other page needs its code. */
export const NotFound = lazyPart<{ environment?: string }>(
  () => import('./not-found-page.tsx').then(({ NotFoundPage }) => NotFoundPage),
  null,
  Unreachable,
)
