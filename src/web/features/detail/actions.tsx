import type { Facts } from '#domain/facts.ts'
import { type Instant, instantFromMs } from '#domain/instant.ts'
import { serverNow } from '#web/api/clock.ts'
import type { Environment } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import type { Copyable } from '#web/ui/clipboard.ts'
import { CopyAction } from '#web/ui/copy-button.tsx'
import { useShortcut } from '#web/ui/shortcuts.ts'

const clickShortcut = (name: string) =>
  document.querySelector<HTMLButtonElement>(`[data-action="${name}"] button`)?.click()

/** What a support person takes away: the summary for a ticket, the link, the id. */
export function Actions({
  environment,
  id,
  facts,
  readAt,
}: {
  environment: Environment
  id: string
  facts: Facts
  readAt: Instant | undefined
}) {
  const url = location.origin + paths.orchestration(environment.name, id)
  const summary = async (): Promise<Copyable> => {
    // Only who copies needs the formats.
    const { summaryOf, summaryMarkdown, summaryHtml } = await import('#domain/summary.ts')
    const checkedAt = readAt ?? instantFromMs(serverNow())
    const content = summaryOf(facts, { environment: environment.name, url, checkedAt })
    return { text: summaryMarkdown(content), html: summaryHtml(content) }
  }
  useShortcut('c', () => clickShortcut('summary'))
  useShortcut('l', () => clickShortcut('link'))
  useShortcut('i', () => clickShortcut('id'))
  return (
    <div className="flex flex-wrap gap-2 max-sm:gap-1.5 print:hidden">
      <span data-action="summary">
        <CopyAction what="Summary" primary content={summary}>
          Copy summary
        </CopyAction>
      </span>
      <span data-action="link">
        <CopyAction what="Link" content={() => ({ text: url })}>
          Copy link
        </CopyAction>
      </span>
      <span data-action="id">
        <CopyAction what="ID" content={() => ({ text: id })}>
          Copy ID
        </CopyAction>
      </span>
    </div>
  )
}
