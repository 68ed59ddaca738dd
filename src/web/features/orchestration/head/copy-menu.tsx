import { type Include, includeNothing } from '#domain/share/include.ts'
import { appConfig } from '#web/app-config.ts'
import { MenuCopyItem, MenuGroup } from '#web/ui/controls/menu.tsx'
import { Tick } from '#web/ui/controls/switch.tsx'
import { customerReplyIn, type Format, type Subject, summaryIn } from '../share/share.ts'

const formats: readonly {
  readonly format: Format
  readonly what: string
  readonly label: string
  readonly hint?: string
  readonly shortcut?: string
}[] = [
  { format: 'markdown', what: 'Ticket text', label: 'Markdown and rich text', shortcut: 'c' },
  { format: 'text', what: 'Plain text', label: 'Plain text' },
  { format: 'jira', what: 'Jira text', label: 'Jira' },
]

/** In the company's own words where it has any, in each of its languages. */
function CustomerReplyItems({ subject }: { subject: Subject }) {
  const { customerReplies: replies } = appConfig
  if (!replies) {
    return (
      <MenuCopyItem
        content={() => summaryIn('customer', subject, includeNothing)}
        what="Customer reply"
        hint="No IDs, reasons or promises"
      >
        Customer reply
      </MenuCopyItem>
    )
  }
  const languages = Object.keys(replies)
  const names = new Intl.DisplayNames(['en'], { type: 'language' })
  return languages.map(language => {
    const label = languages.length === 1 ? 'Customer reply' : `Customer reply (${names.of(language) ?? language})`
    return (
      <MenuCopyItem key={language} content={() => customerReplyIn(language, replies, subject)} what={label}>
        {label}
      </MenuCopyItem>
    )
  })
}

/** The formats of the ticket text, and what they may include. */
export const CopyMenu = ({
  subject,
  include,
  onInclude,
}: {
  subject: Subject
  include: Include
  onInclude: (include: Include) => void
}) => (
  <>
    <MenuGroup title="Copy as">
      {formats.map(({ format, label, ...rest }) => (
        <MenuCopyItem key={format} content={() => summaryIn(format, subject, include)} {...rest}>
          {label}
        </MenuCopyItem>
      ))}
      <CustomerReplyItems subject={subject} />
    </MenuGroup>
    <fieldset className="border-t border-line-soft px-4 py-3">
      <legend className="float-left mb-1.5 w-full text-xs text-ink-faint">Include in copies</legend>
      <div className="clear-both flex flex-wrap gap-x-4 gap-y-1">
        <Tick label="Addresses" on={include.addresses} onChange={addresses => onInclude({ ...include, addresses })} />
        <Tick label="Metadata" on={include.metadata} onChange={metadata => onInclude({ ...include, metadata })} />
      </div>
    </fieldset>
  </>
)
