import { evidence } from '#domain/evidence.ts'
import type { Facts } from '#domain/facts.ts'
import { Table } from '#web/ui/table.tsx'

const basisWords = { reported: 'Reported', bounded: 'Bounded', inferred: 'Inferred' } as const

/** "How we know this": each fact on the page, the fields it came from, and how sure it is. */
export const Evidence = ({ facts }: { facts: Facts }) => (
  <>
    <Table
      caption="How we know this"
      rows={evidence(facts)}
      rowKey={({ statement }, index) => `${index} ${statement}`}
      columns={[
        { header: 'What the page says', cell: ({ statement }) => <span className="wrap-anywhere">{statement}</span> },
        { header: 'How sure', cell: ({ basis }) => basisWords[basis] },
        { header: 'From', cell: ({ from }) => <code className="code">{from}</code> },
      ]}
    />
    <p className="border-t border-line-soft px-5 py-3 text-sm text-ink-faint">
      Reported: Paxos said so. Bounded: it happened no later, or no earlier, than a time Paxos reported. Inferred: this
      product's conclusion from what Paxos reported.
    </p>
  </>
)
