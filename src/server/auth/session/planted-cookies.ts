/** Removes and reports cookies that another host of the same domain planted beside ours. */
import { Fault } from '../../fault.ts'
import { type Cookie, type CookieDoubt, clearCookie, isLookalike, isOwn } from './cookies.ts'

/** Enough for what one page plants, and well within the 4 KiB that nginx allows for all headers of an answer. */
const maxClears = 16
const maxName = 64
/** Bytes allowed in a header. */
const writable = /^[\t\x20-\x7e\x80-\xff]*$/

type Where = {
  /** As the browser knows it, with or without a port. */
  readonly host: string
  /** What the request asked for. */
  readonly target: string
}

/**
 * `Set-Cookie` values that remove imitations of our cookies, as far as this server can: for its own name and for the
 * domains above it. Browsers ignore the others. If one of our cookies came twice, all copies are removed.
 */
export function clearPlanted(cookies: readonly Cookie[], { host, target }: Where): readonly string[] {
  const planted = new Set(cookies.filter(isLookalike).map(({ name }) => name))
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const { name } of cookies) if (isOwn(name)) (seen.has(name) ? twice : seen).add(name)
  for (const name of twice) planted.add(name)
  const names = [...planted].filter(name => name.length <= maxName && writable.test(name))
  const clears = pathsFor(target).flatMap(path =>
    names.flatMap(name =>
      // With a value: a cookie that has neither name nor value is ignored.
      domainsAbove(host).map(domain => `${name}=-; Domain=${domain}; Path=${path}; Max-Age=0`),
    ),
  )
  return [...[...twice].map(clearCookie), ...clears].slice(0, maxClears)
}

/** Paths that a planted cookie may be bound to: the root and every part of the requested path. */
function pathsFor(target: string): readonly string[] {
  const [path = ''] = target.split('?')
  const segments = path.split('/').filter(segment => segment !== '')
  return ['/', ...segments.map((_, at) => `/${segments.slice(0, at + 1).join('/')}`)]
}

/** The host's name and those above it, but for the last label, which is nobody's; none for an address. */
function domainsAbove(host: string): readonly string[] {
  const labels = host.replace(/:\d+$/, '').split('.')
  if (!/^[a-z]/i.test(labels.at(-1) ?? '')) return []
  return labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'))
}

const causes: Readonly<Record<CookieDoubt, string>> = {
  cookie_twice: 'Your browser sent two sign-in cookies for this dashboard, so it is unclear which one is yours.',
  cookie_lookalike: "Another website on your company's domain has set a cookie that imitates this dashboard's sign-in.",
}

/** What to tell a person, and what they can do about it. */
export const doubtText = (doubt: CookieDoubt): readonly string[] => [
  causes[doubt],
  "No one is signed in. Delete this site's cookies in your browser, then sign in again.",
]

/** Treated as signed out; clears what can be cleared. */
export const doubtFault = (doubt: CookieDoubt, cookies: readonly Cookie[], where: Where): Fault =>
  new Fault('unauthenticated', doubtText(doubt).join(' '), { reason: doubt, cookies: clearPlanted(cookies, where) })
