/** One record as it came, for whoever lists, copies or downloads the raw answers. */
export type RecordAnswer = {
  /** What the record is, in words: "Source transfer", "Rule". */
  readonly name: string
  /** The body to the letter. */
  readonly raw: string
  /** When it was read from Paxos: RFC 3339, by the server's clock. */
  readonly readAt: string
  readonly requestId: string | undefined
}
