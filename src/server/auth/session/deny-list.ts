/** A deny list of bounded size. What it has to forget it goes on denying, together with everything that is as old. */

type Denial = {
  /** Denied is what was issued at this time or before (epoch seconds); `Infinity` for whatever has the name. */
  readonly upTo: number
  /** Nothing that has the name had been issued later than this when it was denied (epoch seconds, finite). */
  readonly issuedBy: number
  /** Monotonic milliseconds: from then on nothing of that age is accepted anyway. */
  readonly endsAt: number
}

/** The name that everything has. */
export const everyone = 'everyone'

export type DenyList = {
  /** A denial that the name has already is widened, never narrowed. */
  readonly add: (name: string, denial: Denial) => void
  /** Whether something that has these names and was issued at `issuedAt` (epoch seconds) is denied. */
  readonly denies: (names: readonly string[], issuedAt: number) => boolean
  readonly get: (name: string) => Denial | undefined
  readonly names: () => readonly string[]
}

/**
 * Holds `max` names. When there are more, the tenth that was issued first is forgotten, and everything issued up to the
 * newest of that is denied, whatever its name; `onForgotten` is told that time.
 */
export function createDenyList(now: () => number, max: number, onForgotten?: (issuedBy: number) => void): DenyList {
  const denials = new Map<string, Denial>()

  function widen(name: string, { upTo, issuedBy, endsAt }: Denial) {
    const before = denials.get(name)
    denials.set(name, {
      upTo: Math.max(upTo, before?.upTo ?? upTo),
      issuedBy: Math.max(issuedBy, before?.issuedBy ?? issuedBy),
      endsAt: Math.max(endsAt, before?.endsAt ?? endsAt),
    })
  }

  function makeRoom() {
    for (const [name, { endsAt }] of denials) if (endsAt <= now()) denials.delete(name)
    if (denials.size <= max) return
    // Sort numbers only: 10 ms for 50,000, entries take 90, and sorting blocks every response.
    const times = Float64Array.from(denials.values(), ({ issuedBy }) => issuedBy).sort()
    const issuedBy = times[Math.ceil(max / 10)] ?? 0
    let endsAt = 0
    for (const [name, denial] of denials) {
      if (denial.issuedBy > issuedBy) continue
      endsAt = Math.max(endsAt, denial.endsAt)
      denials.delete(name)
    }
    widen(everyone, { upTo: issuedBy, issuedBy, endsAt })
    onForgotten?.(issuedBy)
  }

  return {
    add(name, denial) {
      widen(name, denial)
      if (denials.size > max) makeRoom()
    },
    denies: (names, issuedAt) =>
      [...names, everyone].some(name => {
        const denial = denials.get(name)
        return denial !== undefined && denial.endsAt > now() && issuedAt <= denial.upTo
      }),
    get: name => denials.get(name),
    names: () => [...denials.keys()],
  }
}
