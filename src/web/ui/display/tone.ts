/** The tones that a status, a note or a marker can take, as class names of the semantic colours. */
export type Tone = 'pending' | 'processing' | 'completed' | 'failed' | 'rejected' | 'neutral'

/** Text, ground and border of a badge or banner. */
export const toneBox: Readonly<Record<Tone, string>> = {
  pending: 'text-pending bg-pending-fill border-pending-line',
  processing: 'text-processing bg-processing-fill border-processing-line',
  completed: 'text-completed bg-completed-fill border-completed-line',
  failed: 'text-failed bg-failed-fill border-failed-line',
  rejected: 'text-rejected bg-rejected-fill border-rejected-line',
  neutral: 'text-neutral bg-neutral-fill border-neutral-line',
}

/** Outline and ground of a marker. */
export const toneMark: Readonly<Record<Tone, string>> = {
  pending: 'text-pending-line fill-pending-fill',
  processing: 'text-processing-line fill-processing-fill',
  completed: 'text-completed-line fill-completed-fill',
  failed: 'text-failed-line fill-failed-fill',
  rejected: 'text-rejected-line fill-rejected-fill',
  neutral: 'text-neutral-line fill-card',
}

/** The colour of a bar, which the stripes of a bounded one take too. */
export const toneBar: Readonly<Record<Tone, string>> = {
  pending: 'text-pending-line',
  processing: 'text-processing-line',
  completed: 'text-completed-line',
  failed: 'text-failed-line',
  rejected: 'text-rejected-line',
  neutral: 'text-neutral-line',
}

/** The left edge of a card that a tone speaks for. */
export const toneEdge: Readonly<Record<Tone, string>> = {
  pending: 'border-l-pending-line',
  processing: 'border-l-processing-line',
  completed: 'border-l-completed-line',
  failed: 'border-l-failed-line',
  rejected: 'border-l-rejected-line',
  neutral: 'border-l-neutral-line',
}

/** An open row. */
export const toneRow: Readonly<Record<Tone, string>> = {
  pending: 'row-tint [--tint:var(--color-pending-fill)]',
  processing: 'row-tint [--tint:var(--color-processing-fill)]',
  completed: 'row-tint [--tint:var(--color-sunken)]',
  failed: 'row-tint [--tint:var(--color-failed-fill)]',
  rejected: 'row-tint [--tint:var(--color-rejected-fill)]',
  neutral: 'row-tint [--tint:var(--color-sunken)]',
}
