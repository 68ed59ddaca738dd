import { type ReactNode, useEffect, useRef, useState } from 'react'
import { announce } from './announcer.tsx'
import { Button } from './button.tsx'
import { type Copyable, writeClipboard } from './clipboard.ts'
import { cx } from './cx.ts'
import { Dialog } from './dialog.tsx'
import { Icon } from './icon.tsx'

/** Copies on demand and says so. Where no clipboard can be had, the text is shown, selected, to copy by hand. */
function useCopy(what: string) {
  const [copied, setCopied] = useState(false)
  const [byHand, setByHand] = useState<string>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const copy = async (from: Copyable | Promise<Copyable>) => {
    const content = await from
    if (!(await writeClipboard(content))) return setByHand(content.text)
    announce(`${what} copied`)
    setCopied(true)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setCopied(false), 2000)
  }
  const fallback = byHand !== undefined && (
    <Dialog title={`Copy ${what.toLowerCase()} by hand`} onClose={() => setByHand(undefined)}>
      <p className="mb-3 text-ink-soft">
        This browser didn't let the page write to the clipboard. The text is selected: press Ctrl+C or Cmd+C.
      </p>
      <textarea
        readOnly
        rows={8}
        value={byHand}
        aria-label={what}
        ref={field => field?.select()}
        className="code w-full rounded-md border border-line bg-sunken p-3"
      />
    </Dialog>
  )
  return { copied, copy, fallback }
}

/** A small button beside a value. Its name says what it copies: "Copy profile ID". */
export function CopyValue({ what, value }: { what: string; value: string }) {
  const { copied, copy, fallback } = useCopy(what)
  return (
    <>
      <Button
        look="quiet"
        size="small"
        aria-label={`Copy ${what.charAt(0).toLowerCase()}${what.slice(1)}`}
        title="Copy"
        onClick={() => copy({ text: value })}
        className="size-6 px-0! print:hidden"
      >
        <CopyIcon done={copied} />
      </Button>
      {fallback}
    </>
  )
}

/** A button of the page head. Its width stays when the word changes, so that nothing beside it moves. */
export function CopyAction({
  what,
  children,
  primary,
  content,
}: {
  what: string
  children: ReactNode
  primary?: boolean
  content: () => Copyable | Promise<Copyable>
}) {
  const { copied, copy, fallback } = useCopy(what)
  return (
    <>
      <Button look={primary ? 'primary' : 'plain'} onClick={() => copy(content())}>
        <span className="max-sm:hidden">
          <CopyIcon done={copied} />
        </span>
        <span className="grid">
          <span className={cx('col-start-1 row-start-1', copied && 'invisible')}>{children}</span>
          <span className={cx('col-start-1 row-start-1', !copied && 'invisible')} aria-hidden={!copied}>
            Copied
          </span>
        </span>
      </Button>
      {fallback}
    </>
  )
}

const CopyIcon = ({ done }: { done: boolean }) => <Icon name={done ? 'check' : 'copy'} className="size-3.5" />
