/** Listens to a page as a screen reader does: where the focus goes, and what live regions say. */
import type { Page } from '@playwright/test'

/** From the next page on. Each call of the returned function gives what was heard since the last one. */
export async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    const say = (words: string) => {
      if (words !== heard.at(-1)) heard.push(words)
    }
    const textOf = (element: Element) => {
      const spoken = element.cloneNode(true) as Element
      for (const silent of spoken.querySelectorAll('[aria-hidden=true]')) silent.remove()
      for (const block of spoken.querySelectorAll('p, dt, dd, li, h1, h2')) block.append(' ')
      return spoken.textContent?.replace(/\s+/g, ' ').trim() ?? ''
    }
    const nameOf = (element: Element) => {
      const [label] = (element as HTMLInputElement).labels ?? []
      return element.getAttribute('aria-label') ?? textOf(label ?? element)
    }
    addEventListener('focusin', ({ target }) => {
      if (target instanceof Element) say(`focus: ${target.tagName.toLowerCase()} "${nameOf(target)}"`)
    })
    const regions = '[role=status], [role=alert]'
    const onChange = (records: MutationRecord[]) => {
      const changed = new Set(
        records.flatMap(({ target, addedNodes }) =>
          [target, ...addedNodes].map(node => (node instanceof Element ? node : node.parentElement)?.closest(regions)),
        ),
      )
      for (const region of changed) {
        const words = region && textOf(region)
        if (words) say(`says: ${words}`)
      }
    }
    new MutationObserver(onChange).observe(document, { subtree: true, childList: true, characterData: true })
  })
  return () =>
    page.evaluate(() => {
      const { heard } = window as unknown as { heard: string[] }
      return heard.splice(0)
    })
}
