import { memo } from 'react'
import { maxInLink } from '#domain/lists/batch-address.ts'
import { Banner } from '#web/ui/display/banner.tsx'
import type { WantedHere } from './read/use-wanted.ts'

/** What the link of this page does not carry, and what was left out. */
export const LinkNotes = memo(({ here: { wanted, total = 0, ignored, partial, onlyHere } }: { here: WantedHere }) => {
  const all = total.toLocaleString('en')
  return (
    <>
      {partial && (
        <div className="mt-4">
          <Banner
            tone="pending"
            title={`This link carries ${wanted.length} of ${all} IDs. The rest are only in the tab where they were pasted.`}
          />
        </div>
      )}
      {onlyHere && (
        <p className="mt-3 text-sm text-ink-soft">
          All {all} are in this tab only. Its link carries the first {maxInLink} at most; to hand on the rest, send the
          list itself or the CSV.
        </p>
      )}
      {ignored > 0 && (
        <div className="mt-4">
          <Banner tone="pending" title={`${ignored.toLocaleString('en')} more were left out.`}>
            At most 1,000 are looked up at once, none of them longer than 255 characters.
          </Banner>
        </div>
      )}
    </>
  )
})
