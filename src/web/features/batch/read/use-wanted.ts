import { useMemo } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import { maxWanted, readWanted, type WantedInLink, wantedOf } from '#domain/lists/batch-address.ts'
import { readPaste } from '#domain/paste/paste.ts'
import { appConfig } from '#web/app-config.ts'
import { readArrival } from '#web/components/lookup/arrival.ts'
import { useEnvironment } from '#web/components/use-environment.ts'
import { shownNames } from '../use-shown.ts'

/** `partial`: the tab that has all of them is another one. `onlyHere`: it is this one, and its link carries the first only. */
export type WantedHere = WantedInLink & {
  readonly partial: boolean
  readonly onlyHere: boolean
  /** Tells this batch from every other. */
  readonly name: string
}

/** What to look up: from the address, and where that carries a part only, from what was pasted in this tab. */
export function useWanted(): WantedHere {
  const [search] = useSearchParams()
  const { name: environment } = useEnvironment()
  const { pasted } = readArrival(useLocation().state)
  // As text, since the object is another one at every step; without what changes nothing about what is looked up.
  const address = [...search]
    .flatMap(([name, value]) => (shownNames.includes(name) ? [] : `${name}=${encodeURIComponent(value)}`))
    .join('&')
  return useMemo(() => {
    const name = `${address} ${pasted ?? ''}`
    const link = { ...readWanted(new URLSearchParams(address)), name }
    if (link.total === undefined) return { ...link, partial: false, onlyHere: false }
    const environments = appConfig.environments.map(({ name }) => name)
    const paste =
      pasted === undefined ? undefined : readPaste(pasted, { origin: location.origin, environments, environment })
    if (paste?.kind !== 'several') return { ...link, partial: true, onlyHere: false }
    const all = wantedOf(paste.ids)
    return {
      wanted: all.slice(0, maxWanted),
      total: all.length,
      ignored: Math.max(0, all.length - maxWanted),
      partial: false,
      onlyHere: true,
      name,
    }
  }, [address, pasted, environment])
}
