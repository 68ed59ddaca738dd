import type { JsonMember, JsonNode } from '#domain/text/json-layout.ts'
import { Icon } from '#web/ui/display/icon.tsx'

const kinds = { string: 'text-completed', number: 'text-processing', literal: 'text-rejected' } as const
const brackets = { object: ['{', '}'], array: ['[', ']'] } as const

/** JSON laid out: indented, keys and values told apart, each level to fold. `openTo` is how many levels are open at first. */
export const JsonTree = ({ node, openTo }: { node: JsonNode; openTo: number }) => (
  <Node member={{ key: undefined, value: node }} isLast openTo={openTo} />
)

function Node({ member: { key, value }, isLast, openTo }: { member: JsonMember; isLast: boolean; openTo: number }) {
  const comma = isLast ? '' : ','
  const name = key !== undefined && (
    <>
      <span className="text-ink">{key}</span>
      <span className="text-ink-faint">: </span>
    </>
  )
  if ('raw' in value)
    return (
      <div className="pl-4">
        {name}
        <span className={kinds[value.kind]}>{value.raw}</span>
        {comma}
      </div>
    )
  const [open, close] = brackets[value.kind]
  const { members } = value
  if (members.length === 0)
    return (
      <div className="pl-4">
        {name}
        {open}
        {close}
        {comma}
      </div>
    )
  return (
    <details open={openTo > 0} className="level">
      <summary className="relative list-none rounded-sm py-0.75 pl-4 hover:bg-hover">
        <Icon name="chevron" className="absolute top-1.5 left-0 size-3 text-ink-faint" />
        {name}
        {open}
        <span className="when-folded text-ink-faint">
          {' '}
          … {members.length} {close}
          {comma}
        </span>
      </summary>
      <div className="ml-1.5 border-l border-line-soft pl-2.5">
        {members.map((member, index) => (
          <Node
            // biome-ignore lint/suspicious/noArrayIndexKey: a key may stand twice, and the order does not change
            key={index}
            member={member}
            isLast={index === members.length - 1}
            openTo={openTo - 1}
          />
        ))}
      </div>
      <div className="pl-4">
        {close}
        {comma}
      </div>
    </details>
  )
}
