import { Bone } from '#web/ui/display/skeleton.tsx'

/** The shape of the page while its first answer is on the way, so that nothing jumps when it comes. */
export const DetailSkeleton = () => (
  <div role="status">
    <p className="sr-only">Loading orchestration…</p>
    <div className="flex min-h-6 items-center">
      <Bone className="h-5.5 w-24" />
    </div>
    <Bone className="mt-1 h-7.5 w-full max-w-md" />
    <Bone className="mt-1.5 h-5 w-full max-w-lg" />
    <Bone className="mt-1.5 h-4 w-full max-w-sm" />
    <div className="max-md:h-12" />
    <Bone className="mt-4 rounded-xl max-md:h-78 md:h-31" />
    <div className="detail-grid">
      <Bone className="h-96 rounded-xl [grid-area:timeline]" />
      <Bone className="h-96 rounded-xl [grid-area:details]" />
    </div>
  </div>
)
