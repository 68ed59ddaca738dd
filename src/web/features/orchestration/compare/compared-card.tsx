import type { ReactNode } from 'react'
import { Card } from '#web/ui/card.tsx'
import { Bone } from '#web/ui/skeleton.tsx'

/** The card of a comparison: as tall while it is read as it usually is with its answer. */
export const ComparedCard = ({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) => (
  <Card title={title} aside={aside} className="print:hidden">
    <div className="min-h-32 px-5 py-4">{children}</div>
  </Card>
)

export const Reading = () => (
  <div role="status" aria-label="Reading what to compare with">
    <Bone className="h-6 max-w-sm" />
    <Bone className="mt-2 h-5" />
    <Bone className="mt-3 h-5 max-w-md" />
  </div>
)
