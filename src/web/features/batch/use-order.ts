import { useState } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'

/** The order stands in the address; what was pasted stays with the entry of the history. */
export function useOrder() {
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const { state } = useLocation()
  const inAddress = search.get('sort') === 'worst'
  // The address follows a moment later, and leads when it is another one.
  const [order, setOrder] = useState({ inAddress, worstFirst: inAddress })
  if (order.inAddress !== inAddress) setOrder({ inAddress, worstFirst: inAddress })
  const write = (worstFirst: boolean) => {
    // Only this parameter changes: the ids keep their commas.
    const rest = location.search.replace(/[?&]sort=worst/, '')
    void navigate({ search: worstFirst ? `${rest}&sort=worst` : rest }, { replace: true, state })
  }
  const sort = (worstFirst: boolean) => {
    setOrder({ inAddress, worstFirst })
    // A step of the history takes longer than the rows: these are drawn first.
    requestAnimationFrame(() => setTimeout(() => write(worstFirst)))
  }
  return { worstFirst: order.worstFirst, sort }
}
