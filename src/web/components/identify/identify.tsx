/** What an ID or a text is that no orchestration has as its ID, in one file: few visits ask. */
export { NoSuchId } from './no-such-id.tsx'
export { TextResult } from './text-result.tsx'
