import type { BatchRow } from '#domain/lists/batch.ts'
import {
  batchExport,
  batchHeader,
  batchHtml,
  batchJira,
  batchMarkdown,
  type ExportContext,
} from '#domain/lists/batch-export.ts'
import { csvFile, tsvText } from '#domain/lists/csv.ts'
import { serverNow } from '#web/api/clock.ts'
import { announce } from '#web/ui/announcer.tsx'
import { Button } from '#web/ui/button.tsx'
import type { Copyable } from '#web/ui/clipboard.ts'
import { CopyAction } from '#web/ui/copy-button.tsx'
import { Popover } from '#web/ui/popover.tsx'
import { saveFile } from '#web/ui/save-file.ts'
import { useShortcut } from '#web/ui/shortcuts.ts'

/** Copies and the file: of the rows shown, with links and when they were checked. */
export function TakeAway({ rows, context }: { rows: readonly BatchRow[]; context: ExportContext }) {
  const table = () => batchExport(rows, context)
  const save = () => {
    const stamp = new Date(serverNow()).toISOString().slice(0, 16).replace(/[-:]/g, '')
    const name = `batch-${context.environment}-${stamp}Z.csv`
    saveFile(name, 'text/csv;charset=utf-8', csvFile(batchHeader, table()))
    announce('CSV saved')
  }
  const formats: readonly (readonly [what: string, content: () => Copyable])[] = [
    ['Rich text and Markdown', () => ({ text: batchMarkdown(rows, context), html: batchHtml(rows, context) })],
    ['Jira', () => ({ text: batchJira(rows, context) })],
    ['Spreadsheet', () => ({ text: tsvText(batchHeader, table()) })],
  ]
  useShortcut('action csv', save)
  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      <Popover label="Copy" look="action">
        {() => (
          <>
            <p className="mb-2 text-sm text-ink-soft">
              {rows.length === 1 ? 'The row shown' : `The ${rows.length.toLocaleString('en')} rows shown`}
            </p>
            <div className="grid gap-2">
              {formats.map(([what, content]) => (
                <CopyAction key={what} what={what} content={content}>
                  {what}
                </CopyAction>
              ))}
            </div>
          </>
        )}
      </Popover>
      <Button onClick={save}>CSV</Button>
    </div>
  )
}
