/** What the address says about which rows of a batch are shown, and in which order. */
import { useSearchParams } from 'react-router'
import type { Group } from '#domain/lists/batch.ts'
import { useWriteSearch } from '#web/components/use-search.ts'

const orderName = 'sort'
const groupsName = 'show'

/** The parameters of the address that change nothing about what is looked up. */
export const shownNames: readonly string[] = [orderName, groupsName]

export function useShown() {
  const [search] = useSearchParams()
  const write = useWriteSearch()
  const named = search.get(groupsName)
  return {
    problemsFirst: search.get(orderName) === 'worst',
    sort: (problemsFirst: boolean) =>
      write(next => (problemsFirst ? next.set(orderName, 'worst') : next.delete(orderName))),
    /** Of these only; of all where it is empty. */
    groups: new Set(named ? named.split(',') : []) as ReadonlySet<string>,
    toggle: (group: Group) =>
      write(next => {
        const groups = new Set(next.get(groupsName)?.split(',').filter(Boolean))
        if (!groups.delete(group)) groups.add(group)
        if (groups.size > 0) next.set(groupsName, [...groups].join(','))
        else next.delete(groupsName)
      }),
    showAll: () => write(next => next.delete(groupsName)),
  }
}
