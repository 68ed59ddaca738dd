import type { Rule } from '#paxos/rule.ts'
import { Choice, TextField } from '#web/ui/fields.tsx'

/** The rules to choose from by name, as far as they could be read; any other by its id. */
export function RuleChoices({ rules, chosen }: { rules: readonly Rule[]; chosen: readonly string[] }) {
  const named = rules.flatMap(({ id, nickname, ref_id }) => (id ? [{ id, name: nickname ?? ref_id ?? id }] : []))
  const others = chosen.filter(id => !named.some(rule => rule.id === id))
  return (
    <>
      <fieldset className="mb-2">
        <legend className="sr-only">Rule</legend>
        {named.slice(0, 100).map(({ id, name }) => (
          <Choice key={id} type="checkbox" name="rule" value={id} defaultChecked={chosen.includes(id)}>
            {name}
          </Choice>
        ))}
      </fieldset>
      <TextField
        label={named.length > 0 ? 'Other rule IDs' : 'Rule IDs'}
        name="typed"
        defaultValue={others.join(', ')}
        hint="Separated by commas or spaces."
      />
    </>
  )
}
