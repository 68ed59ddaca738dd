/** The tones that a status, a banner or a marker can take, as class names of the semantic colours. */
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
