import { useState } from 'react'
import type { Row } from '#domain/lists/csv.ts'
import { Button } from '#web/ui/controls/button.tsx'
import { announce } from '#web/ui/page/announcer.tsx'
import { useShortcut } from '#web/ui/page/shortcuts.ts'
import { formatNames, type TableFormat } from './table-formats.ts'

export type Table = { readonly header: Row; readonly rows: readonly Row[] }

type SaveButtonsProps = {
  /** The name of the file without an extension, and what is in it, at the time of the click. */
  readonly name: () => string
  readonly table: () => Table
  readonly size?: 'normal' | 'small'
}

/**
 * Saves a table of the page as CSV or as an Excel file, by button or from the command field. The code of both is loaded by the
 * first click: few people save the list of a lookup page.
 */
export function SaveButtons({ name, table, size = 'normal' }: SaveButtonsProps) {
  const [isUnavailable, setUnavailable] = useState(false)
  const save = async (format: TableFormat) => {
    const { header, rows } = table()
    try {
      const { saveTable } = await import('./save-table.ts')
      saveTable(name(), format, header, rows)
      setUnavailable(false)
      announce(`${formatNames[format]} saved`)
    } catch {
      setUnavailable(true)
    }
  }
  useShortcut('action csv', () => void save('csv'))
  useShortcut('action xlsx', () => void save('xlsx'))
  return (
    <>
      <Button size={size} onClick={() => save('csv')}>
        {formatNames.csv}
      </Button>
      <Button size={size} onClick={() => save('xlsx')}>
        {formatNames.xlsx}
      </Button>
      {isUnavailable && (
        <p role="alert" className="w-full text-sm text-ink-soft">
          File unavailable. Try again.
        </p>
      )}
    </>
  )
}
