import { useState } from 'react'
import { useLocation } from 'react-router'
import { afterDrawing } from '#web/ui/after-drawing.ts'
import { isAtEntry } from '#web/ui/history-entry.ts'

/** The order stands in the address, so that a link and the way back keep it. */
export function useOrder() {
  const { key, search } = useLocation()
  const read = () => ({ key, worstFirst: new URLSearchParams(search).get('sort') === 'worst' })
  const [order, setOrder] = useState(read)
  // Another entry of the history has an order of its own.
  if (order.key !== key) setOrder(read())
  const sort = (worstFirst: boolean) => {
    setOrder({ key, worstFirst })
    afterDrawing(() => {
      if (isAtEntry(key)) writeOrder(worstFirst)
    })
  }
  return { worstFirst: order.worstFirst, sort }
}

/** Into the entry one is in, without a step of the router. As text, since the ids keep their commas. */
function writeOrder(worstFirst: boolean): void {
  const others = location.search
    .slice(1)
    .split('&')
    .filter(one => !one.startsWith('sort='))
  history.replaceState(history.state, '', `?${[...others, ...(worstFirst ? ['sort=worst'] : [])].join('&')}`)
}
