/** The names by which this server is reached, and whether a request uses one of them. */
import type { IncomingMessage } from 'node:http'
import { isLoopbackHost } from '../../config/loopback.ts'
import { isAuthorityOf, isSameOrigin, type Origin, parseOrigin } from './authority.ts'
import { askedHost, type IsTrusted } from './forwarded.ts'

export type OwnName = {
  /** Whether the request asks for this server: by the name in `PUBLIC_URL`, or by one of this machine. */
  readonly isAskedFor: (request: IncomingMessage) => boolean
  /** Whether this is the origin of this server's pages. */
  readonly isOwnOrigin: (request: IncomingMessage, origin: string) => boolean
  /** Where people reach this server, such as `https://desk.example.com`. */
  readonly originOf: (request: IncomingMessage) => string
}

/** Without `publicUrl`, any name of this machine that a request uses counts as the server's. */
export function createOwnName(publicUrl: URL | undefined, isTrusted: IsTrusted): OwnName {
  const fixed = publicUrl && parseOrigin(publicUrl.origin)
  const ownOrigin = (request: IncomingMessage): Origin | undefined => {
    const asked = askedHost(request, isTrusted)
    return fixed ?? (asked && { ...asked, scheme: 'http' })
  }
  return {
    isAskedFor: request => {
      const asked = askedHost(request, isTrusted)
      if (!asked) return false
      return isLoopbackHost(asked.host) || (fixed !== undefined && isAuthorityOf(asked, fixed))
    },
    isOwnOrigin: (request, text) => {
      const [own, origin] = [ownOrigin(request), parseOrigin(text)]
      return own !== undefined && origin !== undefined && isSameOrigin(own, origin)
    },
    originOf: request => {
      if (publicUrl) return publicUrl.origin
      const { host = '', port } = askedHost(request, isTrusted) ?? {}
      return `http://${host}${port === undefined ? '' : `:${port}`}`
    },
  }
}
