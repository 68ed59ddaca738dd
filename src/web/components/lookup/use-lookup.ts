import { useNavigate } from 'react-router'
import { announceOnArrival } from '#web/ui/page/announcer.tsx'
import { openPaste } from './open-paste.ts'

/** Takes a pasted text to the page it belongs to, in the environment the reader is in. */
export function useLookup(environment: string): (text: string) => void {
  const navigate = useNavigate()
  return text => {
    const { to, state } = openPaste(text, environment)
    announceOnArrival(state.said.join('. '))
    void navigate(to, { state })
  }
}
