/**
 * Does `work` when the browser has nothing else to do, and returns how to give that up. Where the browser does not say when
 * that is, it is never: only for what saves time later.
 */
export function whenIdle(work: () => void): () => void {
  if (!('requestIdleCallback' in window)) return () => {}
  const asked = requestIdleCallback(work)
  return () => cancelIdleCallback(asked)
}
