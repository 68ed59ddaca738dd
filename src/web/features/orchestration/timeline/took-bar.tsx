import type { Step } from '#domain/orchestration/timeline/step.ts'
import { cx } from '#web/ui/cx.ts'
import { toneBar } from '#web/ui/tone.ts'

/** How long a step took, and where it lies between the creation and the last known time: striped where that is bounded. */
export const TookBar = ({ took, bar }: Pick<Step, 'took' | 'bar'>) => (
  <span className="took cell-took text-sm text-ink-soft">
    <span className="text-right whitespace-nowrap">
      {took && (
        <>
          <span aria-hidden="true">{took.text}</span>
          <span className="sr-only">took {took.spoken}</span>
        </>
      )}
    </span>
    {bar && (
      <span aria-hidden="true" className="relative h-1.5 overflow-hidden rounded-full bg-line-soft">
        <span
          className={cx('absolute inset-y-0 min-w-0.75 rounded-full', toneBar[bar.tone], !bar.isExact && 'striped')}
          style={{ left: `min(${bar.from * 100}%, 100% - 3px)`, width: `${(bar.to - bar.from) * 100}%` }}
        />
      </span>
    )}
  </span>
)
