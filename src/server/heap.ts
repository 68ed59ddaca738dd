/** How V8 keeps the heap of this program. Imported before anything else, since what is loaded makes garbage too. */
import { PerformanceObserver } from 'node:perf_hooks'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

// What a start leaves behind is worth no room of its own.
setFlagsFromString('--semi-space-growth-factor=1')
// V8 would let its old generation grow to three times of what is alive before it collects: most of that would be answers
// that the cache has let go of.
setFlagsFromString('--heap-growing-percent=50')

/** How large the young generation may become, in bytes. */
const youngBytes = 12 * 1024 * 1024

/**
 * Lets the young generation grow to some megabytes once there is work, and no further. At the one megabyte that it begins
 * with, collecting it is a sixth of what a cached read costs; V8 would let it grow to a hundred on a large machine. Its
 * own limits are read before this file is, so it is looked at after each collection until it has grown.
 */
export function boundYoungGeneration(): void {
  setFlagsFromString('--semi-space-growth-factor=2')
  const observer = new PerformanceObserver(() => {
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')
    if (!young || young.space_size < youngBytes) return
    setFlagsFromString('--semi-space-growth-factor=1')
    observer.disconnect()
  })
  observer.observe({ entryTypes: ['gc'] })
}
