import { Skeleton } from '#web/ui/display/skeleton.tsx'

/** The shape of the page while its first answer is on the way, so that nothing jumps when it comes. */
export const DetailSkeleton = () => (
  <div role="status">
    <p className="sr-only">Loading orchestration…</p>
    <div className="flex min-h-6 items-center">
      <Skeleton className="h-5.5 w-24" />
    </div>
    <Skeleton className="mt-1 h-7.5 w-full max-w-md" />
    <Skeleton className="mt-1.5 h-5 w-full max-w-lg" />
    <Skeleton className="mt-1.5 h-4 w-full max-w-sm" />
    <div className="max-md:h-12" />
    <Skeleton className="mt-4 rounded-xl max-md:h-78 md:h-31" />
    <div className="detail-grid">
      <Skeleton className="h-96 rounded-xl [grid-area:timeline]" />
      <Skeleton className="h-96 rounded-xl [grid-area:details]" />
    </div>
  </div>
)
