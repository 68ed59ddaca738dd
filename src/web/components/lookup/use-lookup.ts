import { useNavigate } from 'react-router'
import { announce } from '#web/ui/announcer.tsx'
import { openPaste } from './open-paste.ts'

/** Takes a pasted text to the page it belongs to, in the environment the reader is in. */
export function useLookup(environment: string): (text: string) => void {
  const navigate = useNavigate()
  return text => {
    const { to, state } = openPaste(text, environment)
    for (const sentence of state.said) announce(sentence)
    void navigate(to, { state })
  }
}
