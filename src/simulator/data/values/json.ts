/** JSON as the simulator writes it. */

/** One JSON object, with its fields in the order they are sent. */
export type JsonObject = { readonly [name: string]: unknown }

/**
 * A JSON number written exactly like this: `1.10` and `12345678901234567890.5` would not survive JavaScript's own
 * numbers. (`JSON.rawJSON` is in every Node this project runs on, but not yet in TypeScript's library.)
 */
export function rawNumber(text: string): unknown {
  return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(text)
}

/** An object with keys such as `__proto__` as data, which an object literal cannot express. */
export function parsed(text: string): JsonObject {
  return JSON.parse(text) as JsonObject
}

/** The object without its undefined fields. */
export function present(fields: JsonObject): JsonObject {
  const kept: Record<string, unknown> = { ...fields }
  for (const name in kept) if (kept[name] === undefined) delete kept[name]
  return kept
}
