/** So many code units are made a text at once: as many as a function can be given with room to spare. */
const chunk = 4096

/**
 * The text without the code units that `isDropped` names; those of ASCII are not asked about. Where a text has very many
 * of them, a fraction of the memory, and so of the time, that `replace` takes, which makes a piece of what is between two.
 */
export function dropUnits(text: string, isDropped: (unit: number, at: number) => boolean): string {
  const units: number[] = []
  let length = 0
  let kept = ''
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit >= 0x80 && isDropped(unit, at)) continue
    units[length++] = unit
    if (length < chunk) continue
    kept += String.fromCharCode(...units)
    length = 0
  }
  return kept + String.fromCharCode(...units.slice(0, length))
}
