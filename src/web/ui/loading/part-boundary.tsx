import { Component, type ReactNode } from 'react'
import { Button } from '../controls/button.tsx'

type Props = {
  /** A crash is forgotten when this changes: another page is another attempt. */
  resetOn?: string
  /** Where the part stands in the page's grid. */
  className?: string
  children: ReactNode
}

/** Catches a part that fails while it is drawn: its place says so, and the rest of the page stays. */
export class PartBoundary extends Component<Props, { crashed: boolean }> {
  override state = { crashed: false }

  static getDerivedStateFromError() {
    return { crashed: true }
  }

  override componentDidUpdate({ resetOn }: Props) {
    if (resetOn !== this.props.resetOn) this.setState({ crashed: false })
  }

  override render() {
    if (!this.state.crashed) return this.props.children
    return (
      <p role="alert" className={`p-4 text-ink-soft ${this.props.className ?? ''}`}>
        This part couldn't be shown.{' '}
        <Button size="small" onClick={() => this.setState({ crashed: false })}>
          Try again
        </Button>
      </p>
    )
  }
}
