import { type ComponentType, lazy, type ReactNode, Suspense, useState, useTransition } from 'react'
import { type MissingProps, UnreachablePart } from './unreachable.tsx'

/**
 * A part of a page whose code is loaded when it is first drawn; `fallback` keeps its place. Where the code cannot be loaded,
 * the place says so, with a way to try again.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  fallback: ReactNode,
): ComponentType<Props> {
  const begin = () =>
    lazy(async () => {
      const Loaded = await load().catch(() => UnreachablePart)
      return { default: Loaded as ComponentType<Props & MissingProps> }
    })
  let Part = begin()

  return function LazyPart(props: Props) {
    const [Current, setCurrent] = useState(() => Part)
    const [, startTransition] = useTransition()
    const loadAgain = () => {
      Part = begin()
      startTransition(() => setCurrent(() => Part))
    }
    return (
      <Suspense fallback={fallback}>
        <Current {...props} onLoadAgain={loadAgain} />
      </Suspense>
    )
  }
}
