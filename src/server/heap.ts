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
 * Lets the young generation grow to some megabytes while there is work, and no further. At the one megabyte that it begins
 * with, and comes back to whenever nobody asks for a while, collecting it is a sixth of what a read costs; V8 would let it
 * grow to a hundred on a large machine. Its own limits are read before this file is, so it is looked at after each
 * collection.
 */
export function boundYoungGeneration(): void {
  let mayGrow = false
  const look = () => {
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')
    const isSmall = (young?.space_size ?? 0) < youngBytes
    if (isSmall === mayGrow) return
    mayGrow = isSmall
    setFlagsFromString(`--semi-space-growth-factor=${mayGrow ? 2 : 1}`)
  }
  look()
  new PerformanceObserver(look).observe({ entryTypes: ['gc'] })
}
