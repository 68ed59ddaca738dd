/**
 * Keeps the page whole while the browser translates it. Chrome takes a text node out and puts `<font>` in its place; React
 * goes on writing to the node it knows, which nobody sees, and throws when it is to remove it.
 */

/** The translations that stand in for a text node of React's, and what it said. */
const translated = new WeakMap<Text, { readonly fonts: Set<ChildNode>; readonly said: string }>()
const originals = new WeakMap<Node, Text>()
let hasTranslated = false

/** Whether the browser has translated anything of this page. */
export const wasTranslated = (): boolean => hasTranslated

/** Puts the text node back behind its translation, empty: React finds it where it left it. */
function keepBehind(text: Text, font: ChildNode): void {
  const known = translated.get(text) ?? { fonts: new Set(), said: text.data }
  translated.set(text, known)
  known.fonts.add(font)
  hasTranslated = true
  originals.set(font, text)
  text.data = ''
  font.after(text)
}

/** React wrote to the text or removed it: the translation of what it said goes. */
function dropTranslation(text: Text): void {
  for (const font of translated.get(text)?.fonts ?? []) font.remove()
  translated.delete(text)
}

/** The reader asked for the original. */
function restore(text: Text): void {
  const known = translated.get(text)
  translated.delete(text)
  if (known && text.isConnected && text.data === '') text.data = known.said
}

const isTranslation = (node: Node | null): node is HTMLElement =>
  node?.nodeName === 'FONT' && node.isConnected && !originals.has(node)

function onRemoved(node: Node, { target, addedNodes, previousSibling, nextSibling }: MutationRecord): void {
  const original = originals.get(node)
  if (original) {
    if (!node.isConnected) restore(original)
    return
  }
  if (!(node instanceof Text)) return
  // Replaced in one step or in two: then the new node already stands beside it.
  const font = [...addedNodes, previousSibling, nextSibling].find(isTranslation)
  if (font?.contains(node)) node.replaceWith(node.data)
  if (font?.parentNode === target && !node.isConnected) keepBehind(node, font)
  else if (!node.isConnected) dropTranslation(node)
  // Moved by React.
  else for (const stand of translated.get(node)?.fonts ?? []) node.before(stand)
}

/** Starts watching what is below `root`; once, when the app starts. */
export function startTranslationGuard(root: Node): void {
  const observer = new MutationObserver(records => {
    for (const record of records) {
      if (record.type === 'characterData') dropTranslation(record.target as Text)
      else for (const node of record.removedNodes) onRemoved(node, record)
    }
    // The changes made here are known already.
    observer.takeRecords()
  })
  observer.observe(root, { childList: true, characterData: true, subtree: true })
}
