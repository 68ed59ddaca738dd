/** How V8 keeps the heap of this program. Imported before anything else, since what is loaded makes garbage too. */
import { PerformanceObserver } from 'node:perf_hooks'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

// What a start leaves behind is worth no room of its own.
setFlagsFromString('--semi-space-growth-factor=1')
// V8 would let its old generation grow to three times of what is alive before it collects: most of that would be answers
// that the cache has let go of.
setFlagsFromString('--heap-growing-percent=50')

/** How large each half of the young generation may become, in bytes: the last doubling may go past it. */
const halfBytes = 6 * 1024 * 1024

/**
 * The half in which objects are made. Not the size of the whole: V8 gives the other half back at times, and a generation
 * that has grown enough would then look like a small one, and be doubled once more.
 */
function halfSize(): number {
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')
  return young ? young.space_used_size + young.space_available_size : 0
}

/**
 * Lets the young generation grow to some megabytes while there is work, and no further. At the one megabyte that it begins
 * with, and comes back to whenever nobody asks for a while, collecting it is a sixth of what a read costs; V8 would let it
 * grow to a hundred on a large machine. Its own limits are read before this file is, so it is looked at after each
 * collection.
 */
export function boundYoungGeneration(): void {
  let mayGrow = false
  const look = () => {
    const isSmall = halfSize() < halfBytes
    if (isSmall === mayGrow) return
    mayGrow = isSmall
    setFlagsFromString(`--semi-space-growth-factor=${mayGrow ? 2 : 1}`)
  }
  look()
  new PerformanceObserver(look).observe({ entryTypes: ['gc'] })
}
