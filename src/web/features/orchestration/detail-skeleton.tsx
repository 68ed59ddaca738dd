import { Bone } from '#web/ui/skeleton.tsx'

/** The shape of the page while its first answer is on the way, so that nothing jumps when it comes. */
export const DetailSkeleton = () => (
  <div role="status" aria-label="Looking up this payment">
    <Bone className="h-7 w-28" />
    <Bone className="mt-3 h-9 w-full max-w-md" />
    <Bone className="mt-3 h-6 w-full max-w-lg" />
    <div className="mt-6 grid gap-6 sm:grid-cols-2">
      <Bone className="h-32 rounded-xl" />
      <Bone className="h-32 rounded-xl" />
    </div>
    <div className="mt-6 grid gap-6 md:grid-cols-[minmax(0,1fr)_22.5rem]">
      <Bone className="h-96 rounded-xl" />
      <Bone className="h-96 rounded-xl" />
    </div>
  </div>
)
