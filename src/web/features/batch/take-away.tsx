import type { BatchRow } from '#domain/lists/batch.ts'
import {
  batchExport,
  batchHeader,
  batchHtml,
  batchJira,
  batchMarkdown,
  type ExportContext,
} from '#domain/lists/batch-export.ts'
import { tsvText } from '#domain/lists/csv.ts'
import { serverNow } from '#web/api/clock.ts'
import { SaveButtons } from '#web/components/list/save-buttons.tsx'
import { Popover } from '#web/ui/controls/popover.tsx'
import type { Copyable } from '#web/ui/copy/clipboard.ts'
import { CopyAction } from '#web/ui/copy/copy-button.tsx'

/** Copies and files: of the rows shown, with links and when they were checked. */
export function TakeAway({ rows, context }: { rows: readonly BatchRow[]; context: ExportContext }) {
  const table = () => batchExport(rows, context)
  const name = () => {
    const stamp = new Date(serverNow()).toISOString().slice(0, 16).replace(/[-:]/g, '')
    return `batch-${context.environment}-${stamp}Z`
  }
  const formats: readonly (readonly [what: string, content: () => Copyable])[] = [
    ['Rich text and Markdown', () => ({ text: batchMarkdown(rows, context), html: batchHtml(rows, context) })],
    ['Jira', () => ({ text: batchJira(rows, context) })],
    ['Spreadsheet', () => ({ text: tsvText(batchHeader, table()) })],
  ]
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
      <SaveButtons name={name} table={() => ({ header: batchHeader, rows: table() })} />
    </div>
  )
}
