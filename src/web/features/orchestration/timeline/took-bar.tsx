import type { Step } from '#domain/orchestration/timeline/step.ts'
import { cx } from '#web/ui/display/cx.ts'
import { toneBar } from '#web/ui/display/tone.ts'

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
      <svg aria-hidden="true" className={cx('h-1.5 w-full rounded-full bg-line-soft', toneBar[bar.tone])}>
        <Bar {...bar} />
      </svg>
    )}
  </span>
)

/** Drawn with attributes: the page's policy lets no style attribute of the server's drawing apply. */
function Bar({ from, to, isExact }: NonNullable<Step['bar']>) {
  // The shortest one can still be seen.
  const start = Math.min(from, 0.96)
  const width = Math.max(to - start, 0.04)
  return isExact ? (
    <rect x={percent(start)} width={percent(width)} height="6" rx="3" fill="currentColor" />
  ) : (
    <line
      x1={percent(start)}
      x2={percent(start + width)}
      y1="3"
      y2="3"
      stroke="currentColor"
      strokeWidth="6"
      strokeDasharray="4 3"
    />
  )
}

const percent = (fraction: number) => `${fraction * 100}%`
