/** Rows of a list that are drawn again in place. */

export type Places = { readonly order: string; readonly names: ReadonlyMap<string, number> }

/**
 * A name for each row, under which it is drawn; `keys` tell the rows from each other. In another `order` the first row takes
 * the first name, whatever is in it: nothing is thrown away and made anew, only what differs changes. In the same order a
 * row keeps its name wherever it moves to, and the focus stays with it.
 */
export function placesOf(before: Places | undefined, order: string, keys: readonly string[]): Places {
  if (before?.order !== order) return { order, names: new Map(keys.map((key, index) => [key, index])) }
  const taken = new Set(keys.map(key => before.names.get(key)))
  let next = 0
  const free = () => {
    while (taken.has(next)) next += 1
    return next++
  }
  return { order, names: new Map(keys.map(key => [key, before.names.get(key) ?? free()])) }
}
