/** Measures what is drawn: what sticks out at the side, what lies upon something else, what is too small to hit. */
import type { Page } from '@playwright/test'

/** What no reader should meet in the page as it is now, or in this part of it, in words. Empty: nothing. */
export const layoutFaults = (page: Page, part = 'body'): Promise<string[]> => page.evaluate(measure, part)

/** Runs in the page. */
function measure(part: string): string[] {
  const whole = document.querySelector(part) ?? document.body
  const width = document.documentElement.clientWidth
  const faults: string[] = []
  const name = (element: Element) =>
    `${element.tagName.toLowerCase()} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}"`
  const isHidden = (element: Element) =>
    !element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true }) ||
    // Only for screen readers.
    ancestors(element).some(one => one.clientWidth <= 1 && getComputedStyle(one).overflow === 'hidden')
  function ancestors(element: Element): HTMLElement[] {
    const found: HTMLElement[] = []
    for (let one: Element | null = element; one; one = one.parentElement) found.push(one as HTMLElement)
    return found
  }
  const scrolls = ({ overflowX }: CSSStyleDeclaration) => overflowX === 'auto' || overflowX === 'scroll'

  if (document.documentElement.scrollWidth > width)
    faults.push(`the page scrolls sideways: ${document.documentElement.scrollWidth} of ${width}`)
  for (const element of whole.querySelectorAll('*')) {
    if (!scrolls(getComputedStyle(element)) || isHidden(element)) continue
    // A table of data may, see WCAG 1.4.10; its page may not.
    if (element.scrollWidth > element.clientWidth + 1 && !element.querySelector('table'))
      faults.push(`scrolls sideways: ${name(element)} ${element.scrollWidth} of ${element.clientWidth}`)
  }

  type Piece = { readonly of: Element; readonly words: string; readonly rect: DOMRect }
  const pieces: Piece[] = []
  const clipped = (rect: DOMRect, element: Element): DOMRect => {
    let { left, right, top, bottom } = rect
    for (const one of ancestors(element)) {
      if (one === document.documentElement || one === document.body) break
      if (getComputedStyle(one).overflow === 'visible') continue
      const box = one.getBoundingClientRect()
      left = Math.max(left, box.left)
      right = Math.min(right, box.right)
      top = Math.max(top, box.top)
      bottom = Math.min(bottom, box.bottom)
    }
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top))
  }
  const add = (of: Element, words: string, rect: DOMRect) => {
    const seen = clipped(rect, of)
    if (seen.width < 2 || seen.height < 2) return
    if (!ancestors(of).some(one => scrolls(getComputedStyle(one))) && (seen.right > width + 1 || seen.left < -1))
      faults.push(`outside: "${words}" ${Math.round(seen.left)}–${Math.round(seen.right)} of ${width}`)
    pieces.push({ of, words, rect: seen })
  }
  const texts = document.createTreeWalker(whole, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const parent = node.parentElement
    const words = node.textContent?.trim().slice(0, 30)
    if (!parent || !words || isHidden(parent)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const rect of range.getClientRects()) add(parent, words, rect)
  }
  const controls = [...whole.querySelectorAll('button, input, select, textarea, a[href], summary')].filter(
    one => !isHidden(one),
  )
  for (const control of controls) {
    const { display } = getComputedStyle(control)
    const rect = control.getBoundingClientRect()
    if (display === 'inline' || control.tagName === 'SUMMARY') continue
    if (!control.classList.contains('copy-icon')) add(control, name(control), rect)
    const target = control.closest('label')?.getBoundingClientRect() ?? rect
    if (target.height < 24 || target.width < 24)
      faults.push(`small: ${name(control)} ${Math.round(target.width)} × ${Math.round(target.height)}`)
  }
  for (const row of whole.querySelectorAll('[data-row]')) {
    const { height } = (row.closest('tr, li') ?? row).getBoundingClientRect()
    if (height < 24) faults.push(`small row: ${name(row)} ${height}`)
  }
  // Lines of text may touch: their boxes are higher than their letters.
  const ordered = pieces.toSorted((a, b) => a.rect.top - b.rect.top)
  for (const [at, one] of ordered.entries())
    for (const other of ordered.slice(at + 1)) {
      if (other.rect.top > one.rect.bottom) break
      if (one.of === other.of || one.of.contains(other.of) || other.of.contains(one.of)) continue
      const across = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left)
      const down = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top)
      const slack = Math.min(one.rect.height, other.rect.height) * 0.3
      const isStuck = [one.of, other.of].some(piece =>
        ancestors(piece).some(up => ['sticky', 'fixed'].includes(getComputedStyle(up).position)),
      )
      if (across > 2 && down > slack && !isStuck)
        faults.push(`overlap: "${one.words}" and "${other.words}", ${Math.round(across)} × ${Math.round(down)}`)
    }
  return [...new Set(faults)]
}

/** The names of the controls that can be seen. */
export const controlsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, input, select, textarea, a[href]')]
      .filter(one => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map(one =>
        (one.getAttribute('aria-label') ?? (one as HTMLInputElement).labels?.[0]?.textContent ?? one.innerText)
          .replace(/\s+/g, ' ')
          .trim(),
      ),
  )
