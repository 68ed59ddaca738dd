/**
 * Does `work` once what was just changed is drawn, so that nobody waits for it; but before the next key or click counts, so
 * that whatever these lead to finds it done.
 */
export function afterDrawing(work: () => void): void {
  const inputs = ['keydown', 'click'] as const
  const once = () => {
    clearTimeout(timer)
    cancelAnimationFrame(frame)
    for (const input of inputs) removeEventListener(input, once, true)
    work()
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(once)
  })
  for (const input of inputs) addEventListener(input, once, true)
}
