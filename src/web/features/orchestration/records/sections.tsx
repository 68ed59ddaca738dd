import { useRef } from 'react'
import type { ReadProblem } from '#paxos/read.ts'
import { TabList, TabPanel } from '#web/ui/controls/tabs.tsx'
import { PartBoundary } from '#web/ui/loading/part-boundary.tsx'
import { useShortcut } from '#web/ui/page/shortcuts.ts'
import { useDrawnAt } from '#web/ui/state/drawn-at.ts'
import { Similar } from '../compare/similar.tsx'
import type { Enrichment } from '../enrichment/use-enrichment.ts'
import { Printed } from '../share/print-sheet.tsx'
import type { Subject } from '../share/share.ts'
import { HowWeKnow } from './how-we-know.tsx'
import { Metadata } from './metadata.tsx'
import { RawJson } from './raw-json.tsx'
import { SourceAndDestination } from './source-and-destination.tsx'
import { type SectionName, sectionTitles, useOpenSection, useSections } from './use-section.tsx'

/** Everything below the fold, one tab each: where it goes, metadata, others like it, the records, how each fact is known. */
export function Sections({
  subject,
  enrichment,
  problems,
}: {
  subject: Subject
  enrichment: Enrichment
  problems: readonly ReadProblem[]
}) {
  const { selected, select } = useSections()
  const open = useOpenSection()
  // What is hidden would only make the first page longer.
  const isDrawn = useDrawnAt() !== undefined
  const before = useRef(selected)
  useShortcut('v', () => {
    const isShown = selected === 'raw-json'
    if (!isShown) before.current = selected
    open(isShown ? before.current : 'raw-json')
  })
  const { environment, facts } = subject
  const { metadata } = facts.orchestration
  const counts: Partial<Record<SectionName, number>> = { metadata: metadata.length }
  const contents = {
    'source-and-destination': <SourceAndDestination facts={facts} environment={environment.name} />,
    metadata: <Metadata metadata={metadata} environment={environment.name} />,
    similar: <Similar environment={environment} facts={facts} />,
    'raw-json': <RawJson id={subject.id} records={enrichment.records} />,
    'how-we-know': <HowWeKnow facts={facts} problems={problems} />,
  } satisfies Record<SectionName, unknown>
  const names = Object.keys(sectionTitles) as SectionName[]
  return (
    <div className="min-w-0 [grid-area:sections]">
      <TabList
        label="More about this orchestration"
        tabs={names.map(id => ({ id, title: sectionTitles[id], count: counts[id] }))}
        selected={selected}
        onSelect={id => select(id as SectionName)}
      />
      {names.map(name => (
        <TabPanel
          key={name}
          id={name}
          title={sectionTitles[name]}
          shown={name === selected}
          onFound={() => select(name)}
        >
          <PartBoundary>{isDrawn && name !== selected ? null : contents[name]}</PartBoundary>
        </TabPanel>
      ))}
      <PartBoundary>
        <Printed subject={subject} enrichment={enrichment} />
      </PartBoundary>
    </div>
  )
}
