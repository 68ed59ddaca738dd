/** Status badges: word, shape and colour, the raw value within reach. One for each vocabulary of the API. */
import { legStatusLabel, orchestrationStatusLabel, ruleStatusLabel } from '#domain/orchestration/status.ts'
import type { EnumValue, LegStatus, OrchestrationStatus, RuleStatus } from '#paxos/enums.ts'
import { cx } from '#web/ui/cx.ts'
import { Shape, type ShapeName } from '#web/ui/shapes.tsx'
import { type Tone, toneBox } from '#web/ui/tone.ts'

type Look = { readonly tone: Tone; readonly shape: ShapeName }

const unknownLook: Look = { tone: 'neutral', shape: 'unknown' }
const plannedLook: Look = { tone: 'neutral', shape: 'planned' }

/** A missing status is a compile error; an unknown one takes the neutral look with its own word. */
const orchestrationLooks = {
  PENDING: { tone: 'pending', shape: 'pending' },
  PROCESSING: { tone: 'processing', shape: 'processing' },
  COMPLETED: { tone: 'completed', shape: 'completed' },
  FAILED: { tone: 'failed', shape: 'failed' },
  REJECTED: { tone: 'rejected', shape: 'rejected' },
} satisfies Record<OrchestrationStatus, Look>

const legLooks = {
  PENDING: plannedLook,
  PROCESSING: orchestrationLooks.PROCESSING,
  COMPLETED: orchestrationLooks.COMPLETED,
  FAILED: orchestrationLooks.FAILED,
} satisfies Record<LegStatus, Look>

const ruleLooks = {
  ACTIVE: orchestrationLooks.COMPLETED,
  DELETED: { tone: 'neutral', shape: 'rejected' },
  PENDING: orchestrationLooks.PENDING,
  REJECTED: orchestrationLooks.REJECTED,
} satisfies Record<RuleStatus, Look>

/** The look of an orchestration status, for whatever else takes its shape and colour. */
export const orchestrationLook = (status: EnumValue<OrchestrationStatus>): Look =>
  status.known ? orchestrationLooks[status.known] : unknownLook

export const OrchestrationBadge = ({ status, large }: { status: EnumValue<OrchestrationStatus>; large?: boolean }) => (
  <Badge look={orchestrationLook(status)} label={orchestrationStatusLabel(status)} raw={status.raw} large={large} />
)

export const LegBadge = ({ status }: { status: EnumValue<LegStatus> }) => (
  <Badge look={status.known ? legLooks[status.known] : unknownLook} label={legStatusLabel(status)} raw={status.raw} />
)

export const RuleBadge = ({ status }: { status: EnumValue<RuleStatus> }) => (
  <Badge look={status.known ? ruleLooks[status.known] : unknownLook} label={ruleStatusLabel(status)} raw={status.raw} />
)

/** A neutral badge for what is not a status of Paxos's: "Not reported". */
export const PlainBadge = ({ label }: { label: string }) => <Badge look={plannedLook} label={label} raw={undefined} />

function Badge({
  look,
  label,
  raw,
  large,
}: {
  look: Look
  label: string
  raw: string | undefined
  large?: boolean | undefined
}) {
  return (
    <span
      title={raw === undefined ? undefined : `Paxos's word: ${raw}`}
      className={cx(
        'inline-flex max-w-full items-center gap-1.5 rounded-md border font-semibold wrap-anywhere',
        large ? 'px-2.5 py-1 text-base' : 'py-px pr-2 pl-1.5 text-sm',
        look.shape === 'unknown' && 'border-dashed',
        toneBox[look.tone],
      )}
    >
      <Shape name={look.shape} className={large ? 'size-4 fill-none' : 'size-3.5 fill-none'} />
      {label}
    </span>
  )
}
