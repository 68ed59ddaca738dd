import { useEffect } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { readArrival } from '#web/components/lookup/arrival.ts'
import { openPaste } from '#web/components/lookup/open-paste.ts'
import { useEnvironment } from '#web/components/use-environment.ts'
import { announceOnArrival } from '#web/ui/page/announcer.tsx'
import { useDocumentTitle } from '#web/ui/page/use-document-title.ts'

/** The smart link: looks up what stands in `q`, or what was submitted on the page before, and leads on. */
export function SmartLink() {
  const { name } = useEnvironment()
  const [search] = useSearchParams()
  const { pasted } = readArrival(useLocation().state)
  const navigate = useNavigate()
  const text = search.get('q') ?? pasted ?? ''
  useDocumentTitle('Looking up… · Orchestration Desk')
  useEffect(() => {
    const { to, state } = openPaste(text, name)
    announceOnArrival(state.said.join('. '))
    // In place of this entry, so that Back leads to the page before.
    void navigate(to, { replace: true, state })
  }, [text, name, navigate])
  return null
}
