/** Status badges: word, shape and colour, the raw value within reach. One for each vocabulary of the API. */
import { legLook, ruleMeaning, statusMeaning } from '#domain/orchestration/status.ts'
import { onHoldLabel } from '#domain/orchestration/verdict.ts'
import type { EnumValue, LegStatus, OrchestrationStatus, RuleStatus } from '#paxos/enums.ts'
import { cx } from '#web/ui/cx.ts'
import { Shape, type ShapeName } from '#web/ui/shapes.tsx'
import { type Tone, toneBox } from '#web/ui/tone.ts'

type Look = { readonly tone: Tone; readonly shape: ShapeName }

const plannedLook: Look = { tone: 'neutral', shape: 'planned' }

/** The look of an orchestration status, for whatever else takes its shape and colour. */
export const orchestrationLook = (status: EnumValue<OrchestrationStatus>): Look => statusMeaning(status)

export const OrchestrationBadge = ({ status, large }: { status: EnumValue<OrchestrationStatus>; large?: boolean }) => (
  <Badge look={statusMeaning(status)} label={statusMeaning(status).label} raw={status.raw} large={large} />
)

/** Beside the status where a transfer record reports a hold. */
export const OnHoldBadge = ({ large }: { large?: boolean }) => (
  <Badge look={{ tone: 'pending', shape: 'held' }} label={onHoldLabel} raw={undefined} large={large} />
)

export const LegBadge = ({ status }: { status: EnumValue<LegStatus> }) => (
  <Badge look={legLook(status)} label={legLook(status).label} raw={status.raw} />
)

export const RuleBadge = ({ status }: { status: EnumValue<RuleStatus> }) => (
  <Badge look={ruleMeaning(status)} label={ruleMeaning(status).label} raw={status.raw} />
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
