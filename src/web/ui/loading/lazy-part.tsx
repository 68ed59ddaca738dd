import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useState, useTransition } from 'react'
import { type MissingProps, Unreachable, UnreachablePart } from './unreachable.tsx'

type Load<Props> = () => Promise<ComponentType<Props>>

/**
 * A component whose code is loaded when it is first drawn. A server that is gone, or was updated, may not have the code:
 * `Missing` then stands in its place and can try again. So does coming back to it later.
 */
function lazyWith<Props extends object>(load: Load<Props>, Missing: ComponentType<Props & MissingProps>) {
  let isMissing = false
  let Loaded: ComponentType<Props & MissingProps> | undefined
  const begin = () =>
    lazy(async () => {
      const Loaded = await load().catch(() => {
        isMissing = true
        return Missing
      })
      return { default: Loaded as ComponentType<Props & MissingProps> }
    })
  let Part = begin()
  const renew = () => {
    isMissing = false
    Part = begin()
  }

  function LazyPart(props: Props) {
    const [Current, setCurrent] = useState<ComponentType<Props & MissingProps>>(() => Loaded ?? Part)
    const [, startTransition] = useTransition()
    useEffect(
      () => () => {
        if (isMissing) renew()
      },
      [],
    )
    const loadAgain = () => {
      renew()
      startTransition(() => setCurrent(() => Part))
    }
    return <Current {...props} onLoadAgain={loadAgain} />
  }
  /** From then on it is drawn without waiting. */
  const loadAhead = async () => {
    Loaded ??= (await load()) as ComponentType<Props & MissingProps>
  }
  return Object.assign(LazyPart, { load: loadAhead })
}

/** A part of a page; `fallback` keeps its place. Where it can't be loaded, its place says so and the focus stays where it is. */
export function lazyPart<Props extends object>(
  load: Load<Props>,
  fallback: ReactNode,
  Missing: ComponentType<Props & MissingProps> = UnreachablePart,
) {
  const Part = lazyWith(load, Missing)
  const Waiting = (props: Props) => (
    <Suspense fallback={fallback}>
      <Part {...props} />
    </Suspense>
  )
  return Object.assign(Waiting, { load: Part.load })
}

/** A whole page: while it loads, the page before it stays, if the `Suspense` around it was there before. */
export const lazyPage = (load: Load<object>) => lazyWith(load, Unreachable)
