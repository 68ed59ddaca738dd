import { useId, useRef, useState } from 'react'
import { type Created, type Span, spans } from '#domain/lists/browse-filters.ts'
import { compareInstants, readInstant } from '#domain/text/instant.ts'
import { Choice, FilterForm, TextField } from '#web/ui/controls/fields.tsx'

/** "2026-04-20T12:30", as a date-time field takes it, in UTC. */
const fieldValue = (text: string | undefined) => {
  const at = readInstant(text)
  return at && new Date(at.ms).toISOString().slice(0, 16)
}

/** What stands in a field; `before` where that has not changed, since a field shows no seconds and would round it. */
const instantOf = (value: FormDataEntryValue | null, before: string | undefined) => {
  if (before !== undefined && value === fieldValue(before)) return before
  const text = `${String(value ?? '')}:00Z`
  return readInstant(text) ? text : undefined
}

/** Two bounds of which the second is not later than the first. */
function isEmptyRange(from: string | undefined, to: string | undefined): boolean {
  const [start, end] = [readInstant(from), readInstant(to)]
  return start !== undefined && end !== undefined && compareInstants(start, end) >= 0
}

/** When it was created: a range that moves along, or one between two times. */
export function CreatedForm({ created, onApply }: { created: Created; onApply: (created: Created) => void }) {
  const [kind, setKind] = useState<string>(created.kind === 'last' ? created.span : created.kind)
  const [wrong, setWrong] = useState<string>()
  const first = useRef<HTMLInputElement>(null)
  const id = useId()
  const state = wrong === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': id }
  const between = created.kind === 'between' ? created : undefined
  const choice = (value: string, words: string) => (
    <Choice
      key={value}
      type="radio"
      name="created"
      value={value}
      checked={kind === value}
      onChange={() => setKind(value)}
    >
      {words}
    </Choice>
  )
  const refuse = (why: string) => {
    setWrong(why)
    first.current?.focus()
  }
  const apply = (form: FormData) => {
    if (Object.hasOwn(spans, kind)) return onApply({ kind: 'last', span: kind as Span })
    if (kind !== 'between') return onApply({ kind: 'any' })
    const [from, to] = [instantOf(form.get('from'), between?.from), instantOf(form.get('to'), between?.to)]
    if (!from && !to) return refuse('Enter at least one of the two times.')
    if (isEmptyRange(from, to)) return refuse('The second time must be later than the first.')
    onApply({ kind: 'between', from, to })
  }
  return (
    <FilterForm onApply={apply}>
      <fieldset>
        <legend className="sr-only">Created</legend>
        {choice('any', 'Any time')}
        {Object.entries(spans).map(([span, { words }]) => choice(span, `The ${words}`))}
        {choice('between', 'Between two times')}
      </fieldset>
      {kind === 'between' && (
        <div className="mt-2 grid gap-2">
          <TextField
            ref={first}
            type="datetime-local"
            label="From (UTC)"
            name="from"
            defaultValue={fieldValue(between?.from)}
            {...state}
          />
          <TextField
            type="datetime-local"
            label="Until (UTC)"
            name="to"
            defaultValue={fieldValue(between?.to)}
            {...state}
          />
          <p id={id} role="alert" className="text-sm text-failed empty:hidden">
            {wrong}
          </p>
        </div>
      )}
    </FilterForm>
  )
}
