/** Memory that is really in use. */
import { Session } from 'node:inspector/promises'

/** Bytes of this process's heap that are in use once all garbage is gone. */
export async function usedHeap(): Promise<number> {
  const session = new Session()
  session.connect()
  await session.post('HeapProfiler.collectGarbage')
  session.disconnect()
  return process.memoryUsage().heapUsed
}
