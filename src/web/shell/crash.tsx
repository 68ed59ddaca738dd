import { useEffect, useRef } from 'react'
import { isRouteErrorResponse, useRouteError } from 'react-router'
import { Button } from '#web/ui/button.tsx'
import { NotFound } from './not-found.tsx'

/** What is left when the page itself failed, most often because a newer version was installed while it was open. */
export function Crash() {
  const error = useRouteError()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />
  return (
    <main className="mx-auto max-w-2xl px-4 py-16">
      <h1 ref={heading} tabIndex={-1} className="text-2xl font-semibold">
        This page couldn't be shown.
      </h1>
      <p className="mt-2 text-lg text-ink-soft">
        It may have been updated while it was open. Loading it again usually helps; the address stays the same.
      </p>
      <div className="mt-4">
        <Button look="primary" onClick={() => location.reload()}>
          Load again
        </Button>
      </div>
      <p className="mt-5 border-t border-line-soft pt-3 text-sm text-ink-faint">
        This page only reads data. Nothing about the payment changed.
      </p>
    </main>
  )
}
