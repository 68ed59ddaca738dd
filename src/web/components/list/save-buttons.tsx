import type { Row } from '#domain/lists/csv.ts'
import { Button } from '#web/ui/controls/button.tsx'
import { announce } from '#web/ui/page/announcer.tsx'
import { useShortcut } from '#web/ui/page/shortcuts.ts'
import { formatNames, saveTable, type TableFormat } from './save-table.ts'

export type Table = { readonly header: Row; readonly rows: readonly Row[] }

type SaveButtonsProps = {
  /** The name of the file without an extension, and what is in it, at the time of the click. */
  readonly name: () => string
  readonly table: () => Table
  readonly size?: 'normal' | 'small'
}

/** Saves a table of the page as CSV or as an Excel file, by button or from the command field. */
export function SaveButtons({ name, table, size = 'normal' }: SaveButtonsProps) {
  const save = (format: TableFormat) => {
    const { header, rows } = table()
    saveTable(name(), format, header, rows)
    announce(`${formatNames[format]} saved`)
  }
  useShortcut('action csv', () => save('csv'))
  useShortcut('action xlsx', () => save('xlsx'))
  return (
    <>
      <Button size={size} onClick={() => save('csv')}>
        {formatNames.csv}
      </Button>
      <Button size={size} onClick={() => save('xlsx')}>
        {formatNames.xlsx}
      </Button>
    </>
  )
}
