import type { RuleFilters, singleNames } from '#domain/lists/rule-filters.ts'
import { Button } from '#web/ui/controls/button.tsx'
import { Choice, TextField } from '#web/ui/controls/fields.tsx'

/** Filters to change, from those of the address. */
export type ChangeRules = (part: (now: RuleFilters) => Partial<RuleFilters>) => void

/** A filter that Paxos takes one value of: any, one of those seen, or one that is typed. */
export function SingleChoice({
  name,
  label,
  chosen,
  seen,
  change,
  onTyped,
}: {
  name: (typeof singleNames)[number]
  label: string
  chosen: string | undefined
  seen: readonly string[]
  change: ChangeRules
  onTyped: () => void
}) {
  const choose = (value: string | undefined) => change(() => ({ [name]: value }))
  const values = [...new Set([...(chosen === undefined ? [] : [chosen]), ...seen])].toSorted()
  return (
    <>
      <fieldset>
        <legend className="sr-only">{label}</legend>
        <Choice type="radio" name={name} defaultChecked={chosen === undefined} onChange={() => choose(undefined)}>
          Any
        </Choice>
        {values.map(value => (
          <Choice key={value} type="radio" name={name} defaultChecked={value === chosen} onChange={() => choose(value)}>
            {value}
          </Choice>
        ))}
      </fieldset>
      <form
        className="mt-2 flex items-end gap-2"
        onSubmit={event => {
          event.preventDefault()
          const typed = String(new FormData(event.currentTarget).get('typed') ?? '').trim()
          if (typed === '') return
          choose(typed)
          onTyped()
        }}
      >
        <div className="min-w-0 flex-1">
          <TextField label={name === 'profile_id' ? 'Other profile ID' : 'Other asset'} name="typed" />
        </div>
        <Button type="submit">Set</Button>
      </form>
    </>
  )
}
