/** Which texts in the address of an orchestration are its ID as the API takes it. */

/** A UUID in any case: in a hand-made link it is the same one. */
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const almostUuid = /^[0-9a-f-]{30,40}$/i
/** What the API takes for an ID: UUIDs in practice, which it does not promise. */
const apiId = /^[A-Za-z0-9_-]{1,64}$/

/** Whether a text can be an ID, though perhaps in another case. An incomplete UUID is none. */
export const isOrchestrationId = (text: string): boolean =>
  uuid.test(text) || (apiId.test(text) && !almostUuid.test(text))

/** Whether a page with this ID in its address stays at that address. */
export const isPlainId = (text: string): boolean =>
  isOrchestrationId(text) && !(uuid.test(text) && text !== text.toLowerCase())
