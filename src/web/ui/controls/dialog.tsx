import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from './button.tsx'

/** A native modal dialog: Esc, focus and the page behind it are the browser's business. Rendered while open. */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal()
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      onClose={onClose}
      className="m-auto w-[min(36rem,calc(100vw-2rem))] rounded-xl border border-line bg-card p-0 text-ink shadow-float backdrop:bg-[rgb(10_14_20/0.45)]"
    >
      <div className="flex items-center justify-between gap-4 border-b border-line-soft px-5 py-3.5">
        <h2 id={heading} className="text-lg font-semibold">
          {title}
        </h2>
        <Button look="quiet" onClick={() => dialog.current?.close()}>
          Close
        </Button>
      </div>
      <div className="p-5">{children}</div>
    </dialog>
  )
}
