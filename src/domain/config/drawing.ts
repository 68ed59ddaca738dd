/** What the server and the app agree on about a page that the server draws. */

/** An answer of the API as the app reads it: status, the headers that it looks at, and the text of the body. */
export type Reply = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The data block of a page: what the app would otherwise request first. `at` is the server's time, in epoch milliseconds. */
export type EmbeddedReply = {
  readonly environment: string
  readonly id: string
  readonly at: number
  /** The IANA name of the zone that the reader wants times in; undefined for UTC. */
  readonly zone?: string | undefined
  readonly reply: Reply
}

/** The cookie by which the app names that zone to the server. */
export const zoneCookie = 'desk-zone'

/** The `id` of that block. */
export const replyBlock = 'desk-reply'

/** `html` is the content of `#root`; `title` is plain text. */
export type Drawing = { readonly title: string; readonly html: string }

/** The built module that draws. Its copy of the app reads the settings from `globalThis.deskConfig` when it is loaded. */
export type DrawModule = {
  /** Loads the code that belongs to the first drawing. */
  readonly prepare: () => Promise<void>
  /** Draws an orchestration's page at this address, from an answer with data. Throws if that can't be drawn. */
  readonly draw: (embedded: EmbeddedReply, search: string) => Promise<Drawing>
}
