import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { cx } from '../display/cx.ts'
import { Icon } from '../display/icon.tsx'
import { announce } from '../page/announcer.tsx'
import { type Copyable, writeClipboard } from './clipboard.ts'
import { CopyByHand } from './copy-by-hand.tsx'

/** Copies on demand and says so. Without a clipboard the text is shown, selected, to copy by hand. */
export function useCopy() {
  const [copied, setCopied] = useState(false)
  const [byHand, setByHand] = useState<{ what: string; text: string }>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const copy = async (what: string, content: Copyable) => {
    if (!(await writeClipboard(content))) return setByHand({ what, text: content.text })
    announce(`${what} copied`)
    setCopied(true)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setCopied(false), 2000)
  }
  const fallback = byHand !== undefined && (
    <CopyByHand what={byHand.what} text={byHand.text} onClose={() => setByHand(undefined)} />
  )
  return { copied, copy, fallback }
}

/** "Profile ID" as "profile ID"; a name keeps its capital. */
export const withinSentence = (what: string) =>
  what.startsWith('Paxos') ? what : what.charAt(0).toLowerCase() + what.slice(1)

/** A small button right behind a value, on its baseline. Its name says what it copies: "Copy profile ID". */
export function CopyValue({ what, value }: { what: string; value: string }) {
  const { copied, copy, fallback } = useCopy()
  return (
    <>
      <button
        type="button"
        aria-label={`Copy ${withinSentence(what)}`}
        title="Copy"
        onClick={() => copy(what, { text: value })}
        className="copy-icon"
      >
        <CopyIcon done={copied} />
      </button>
      {fallback}
    </>
  )
}

/** A button of the page head. Its width stays when the word changes, so that nothing beside it moves. */
export function CopyAction({
  what,
  children,
  primary,
  size = 'normal',
  label,
  content,
}: {
  what: string
  children: ReactNode
  primary?: boolean
  size?: 'normal' | 'small'
  /** Its name, where the words on it need their surroundings. */
  label?: string
  content: () => Copyable
}) {
  const { copied, copy, fallback } = useCopy()
  return (
    <>
      <Button look={primary ? 'primary' : 'plain'} size={size} aria-label={label} onClick={() => copy(what, content())}>
        <CopyIcon done={copied} className="max-sm:hidden" />
        <CopiedLabel copied={copied}>{children}</CopiedLabel>
      </Button>
      {fallback}
    </>
  )
}

/** The words of a button, and "Copied" in their place for a moment. Both take their room, so that nothing moves. */
export const CopiedLabel = ({ copied, children }: { copied: boolean; children: ReactNode }) => (
  <span className="grid">
    <span className={cx('col-start-1 row-start-1', copied && 'invisible')}>{children}</span>
    <span className={cx('col-start-1 row-start-1', !copied && 'invisible')} aria-hidden={!copied}>
      Copied
    </span>
  </span>
)

export const CopyIcon = ({ done, className }: { done: boolean; className?: string }) => (
  <Icon name={done ? 'check' : 'copy'} className={cx('size-3.5', className)} />
)
