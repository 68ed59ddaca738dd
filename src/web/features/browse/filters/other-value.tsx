import type { ListName } from '#domain/lists/browse-filters.ts'
import { Button } from '#web/ui/controls/button.tsx'
import { TextField } from '#web/ui/controls/fields.tsx'
import type { Change } from '../use-browse.ts'

/** A field that adds values that are not listed, separated by commas or spaces. */
export const OtherValue = ({
  label,
  name,
  change,
}: {
  label: string
  name: ListName
  change: (change: Change) => void
}) => (
  <form
    className="mt-2 flex items-end gap-2"
    onSubmit={event => {
      event.preventDefault()
      const form = event.currentTarget
      const typed = String(new FormData(form).get('typed') ?? '')
      const values = typed.split(/[\s,;]+/).filter(Boolean)
      form.reset()
      if (values.length > 0) change(now => ({ [name]: [...new Set([...now[name], ...values])] }))
    }}
  >
    <div className="min-w-0 flex-1">
      <TextField label={label} name="typed" />
    </div>
    <Button type="submit">Add</Button>
  </form>
)
