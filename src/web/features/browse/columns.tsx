import { useState } from 'react'
import type { ColumnName } from '#web/components/list/orchestration-columns.tsx'
import { Choice } from '#web/ui/controls/fields.tsx'
import { Popover } from '#web/ui/controls/popover.tsx'
import { readStored, writeStored } from '#web/ui/state/store.ts'

const words: Readonly<Record<ColumnName, string>> = {
  status: 'Status',
  amount: 'Amount',
  created: 'Created',
  age: 'Age',
  updated: 'Last update',
  rule: 'Rule',
  reference: 'Reference',
  reason: "Paxos's reason",
  source: 'Source',
  destination: 'Destination',
  profile: 'Profile',
  id: 'Orchestration',
}
const names = Object.keys(words) as ColumnName[]
const usual: readonly ColumnName[] = ['status', 'amount', 'created', 'rule', 'reference', 'id']

const storageKey = 'desk.columns'

function stored(): readonly ColumnName[] {
  const kept = readStored(storageKey)?.split(',') ?? []
  const known = names.filter(name => kept.includes(name))
  return known.length > 0 ? known : usual
}

/** The columns that this reader chose, kept in this browser. The ID, which opens the orchestration, is always shown. */
export function useColumns() {
  const [chosen, setChosen] = useState(stored)
  const choose = (columns: readonly ColumnName[]) => {
    const inOrder = names.filter(name => name === 'id' || columns.includes(name))
    setChosen(inOrder)
    writeStored(storageKey, inOrder.join(','))
  }
  return { chosen, choose }
}

export const ColumnPicker = ({
  chosen,
  choose,
}: {
  chosen: readonly ColumnName[]
  choose: (columns: readonly ColumnName[]) => void
}) => (
  <Popover label="Columns" look="action">
    {() => (
      <fieldset>
        <legend className="mb-1 text-xs text-ink-faint">Shown in this browser</legend>
        {names.map(name => (
          <Choice
            key={name}
            type="checkbox"
            checked={chosen.includes(name)}
            disabled={name === 'id'}
            onChange={event =>
              choose(event.target.checked ? [...chosen, name] : chosen.filter(other => other !== name))
            }
          >
            {words[name]}
          </Choice>
        ))}
      </fieldset>
    )}
  </Popover>
)
