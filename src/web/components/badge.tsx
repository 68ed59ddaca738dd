/** Status badges: word, shape and colour, the raw value within reach. One for each vocabulary of the API. */
import { ruleMeaning, type StatusMeaning, statusMeaning } from '#domain/orchestration/status.ts'
import { onHoldLabel } from '#domain/orchestration/verdict.ts'
import type { EnumValue, OrchestrationStatus, RuleStatus } from '#paxos/enums.ts'
import { cx } from '#web/ui/display/cx.ts'
import { Shape, type ShapeName } from '#web/ui/display/shapes.tsx'
import { type Tone, toneBox } from '#web/ui/display/tone.ts'

export const OrchestrationBadge = ({ status }: { status: EnumValue<OrchestrationStatus> }) => (
  <Badge look={statusMeaning(status)} label={statusMeaning(status).label} raw={status.raw} />
)

export const RuleBadge = ({ status }: { status: EnumValue<RuleStatus> }) => (
  <Badge look={ruleMeaning(status)} label={ruleMeaning(status).label} raw={status.raw} />
)

/** Beside the status of an orchestration that a transfer record holds. */
export const OnHoldBadge = () => <Badge look={{ shape: 'held', tone: 'pending' }} label={onHoldLabel} />

/** The look of an orchestration's status, for whatever else takes its shape and colour. */
export const orchestrationLook = (status: EnumValue<OrchestrationStatus>): StatusMeaning => statusMeaning(status)

/** A neutral badge for what isn't a Paxos status: "Not found". */
export const PlainBadge = ({ label }: { label: string }) => (
  <Badge look={{ shape: 'planned', tone: 'neutral' }} label={label} />
)

/** `raw` is Paxos's own value, where the label stands for one. */
export const Badge = ({
  look: { shape, tone },
  label,
  raw,
}: {
  look: { readonly shape: ShapeName; readonly tone: Tone }
  label: string
  raw?: string | undefined
}) => (
  <span
    translate="no"
    title={raw === undefined ? undefined : `Paxos status: ${raw}`}
    className={cx(
      'inline-flex max-w-full items-center gap-1.25 rounded-md border py-px pr-1.75 pl-1.25 text-sm font-semibold wrap-anywhere print:wrap-break-word print:text-[length:inherit]',
      shape === 'unknown' && 'border-dashed',
      toneBox[tone],
    )}
  >
    <Shape name={shape} className="size-3.25 fill-none" />
    {label}
  </span>
)
