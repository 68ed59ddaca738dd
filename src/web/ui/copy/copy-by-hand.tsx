import { Dialog } from '../controls/dialog.tsx'

/** The fallback without a clipboard: the text, selected, to copy by hand. */
export const CopyByHand = ({ what, text, onClose }: { what: string; text: string; onClose: () => void }) => (
  <Dialog title={`Copy by hand: ${what}`} onClose={onClose}>
    <p className="mb-3 text-ink-soft">
      This browser didn't let the page write to the clipboard. The text is selected: press Ctrl+C or Cmd+C.
    </p>
    <textarea
      readOnly
      rows={8}
      value={text}
      aria-label={what}
      ref={field => field?.select()}
      className="code w-full rounded-md border border-line bg-sunken p-3"
    />
  </Dialog>
)
