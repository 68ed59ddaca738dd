/** So many code units are made a text at once: as many as a function can be given with room to spare. */
const chunk = 4096

/**
 * The text without what `dropped` names: it is asked at those code units that `suspects` marks, and says how many to leave
 * out from there, 0 to 2. The text itself when none are. Where a text has very many of them, a fraction of the memory, and
 * so of the time, that `replace` takes, which makes a piece of what is between two.
 */
export function dropUnits(text: string, suspects: Uint8Array, dropped: (unit: number, at: number) => number): string {
  const units: number[] = []
  let kept = ''
  let from = 0
  let length = 0
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    const drops = suspects[unit] === 1 ? dropped(unit, at) : 0
    if (drops === 0) units[length++] = unit
    else at += drops - 1
    if (length < chunk) continue
    // Nothing was left out since the last time: no need to put it together.
    kept += at + 1 - from === length ? text.slice(from, at + 1) : String.fromCharCode(...units)
    from = at + 1
    length = 0
  }
  if (kept.length + length === text.length) return text
  return kept + String.fromCharCode(...units.slice(0, length))
}
