import { Component, type ReactNode } from 'react'
import { Button } from '#web/ui/controls/button.tsx'
import { ProblemFrame } from '#web/ui/loading/unreachable.tsx'

/**
 * Catches what failed while drawing, most often code of a page that could not be loaded because a newer version was
 * installed, or the server went away, while the tab was open.
 */
export class CrashBoundary extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false }

  static getDerivedStateFromError() {
    return { crashed: true }
  }

  override render() {
    return this.state.crashed ? <Crash /> : this.props.children
  }
}

const Crash = () => (
  <main className="mx-auto max-w-2xl px-4 py-16">
    <ProblemFrame
      heading="This page couldn't be shown."
      actions={
        <Button look="primary" onClick={() => location.reload()}>
          Reload
        </Button>
      }
    >
      <p className="mt-2 text-lg text-ink-soft">
        This dashboard may have been updated while the page was open, or its server can't be reached. Reloading usually
        helps.
      </p>
    </ProblemFrame>
  </main>
)
