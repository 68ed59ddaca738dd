/** Memory in use. */
import { Session } from 'node:inspector/promises'

/** Bytes of heap in use after a full garbage collection. */
export async function usedHeap(): Promise<number> {
  const session = new Session()
  session.connect()
  await session.post('HeapProfiler.collectGarbage')
  session.disconnect()
  return process.memoryUsage().heapUsed
}
