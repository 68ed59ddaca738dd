import { pin, remember } from '#domain/lists/recents.ts'
import { changeRecents, recentOf, useRecents } from '#web/components/lookup/recents.ts'
import { Button } from '#web/ui/controls/button.tsx'
import { announce } from '#web/ui/page/announcer.tsx'
import { useShortcut } from '#web/ui/page/shortcuts.ts'
import type { Subject } from '../share/share.ts'

const off = 'History is off. The lookup page can turn it on.'

/** Keeps this orchestration at the top of the lookup page, in this browser, until it is unpinned. */
export function PinButton({ subject: { environment, id, answer } }: { subject: Subject }) {
  const recents = useRecents()
  const kept = recents?.find(one => one.environment === environment.name && one.id === id)
  const isPinned = kept?.pinned === true
  const toggle = () => {
    if (!recents) return announce(off)
    const entry = recentOf(environment.name, id, answer)
    changeRecents(all => (isPinned ? pin(all, entry, false) : remember(all, { ...entry, pinned: true })))
    announce(isPinned ? 'Unpinned' : 'Pinned to the lookup page')
  }
  useShortcut('s', toggle)
  return (
    <Button
      onClick={toggle}
      aria-pressed={isPinned}
      aria-disabled={!recents}
      aria-label="Pin"
      aria-keyshortcuts="s"
      title={recents ? (isPinned ? 'Unpin' : 'Pin to the lookup page') : off}
      className="w-9 px-0! aria-disabled:text-ink-faint max-md:w-10"
    >
      <svg
        aria-hidden="true"
        viewBox="0 0 16 16"
        fill={isPinned ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
        className="size-4"
      >
        <path d="M4 2h8v12l-4-3.2L4 14z" />
      </svg>
    </Button>
  )
}
