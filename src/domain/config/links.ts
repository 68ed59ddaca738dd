/** Links to elsewhere: the operator's own systems by configured templates, block explorers by known pairs only. */
import { type Network, readNetwork } from '#paxos/networks.ts'
import type { AppConfig, OwnPage } from './app-config.ts'

/** The platform's, which Node and browsers share; the domain is compiled without the rest of either. */
declare const URL: {
  new (text: string): { readonly href: string; readonly origin: string }
  canParse(text: string): boolean
}

/** No web address with a host, what `URL` mends silently, or a percent sign that could take up part of a value. */
const unclear = /^(?!https?:\/\/[^/])|[\s\\\p{Cc}]|%(?![\da-f]{2})/iu

const placeholder = /\{([^{}]*)\}/g

/** Stands for a value while a template is read: nothing in it is encoded, folded or part of a percent-encoding. */
const standIn = 'x-value-x'

/** A value as it stands in a link; undefined where it can't. */
function encode(value: string | undefined): string | undefined {
  // Dots are not percent-encoded, and an application may read `..` as the folder above in any part of a link.
  if (value === undefined || value.trim() === '' || /^\.{1,2}$/.test(value) || !value.isWellFormed()) return undefined
  // `URL` encodes an apostrophe in a query.
  return encodeURIComponent(value).replaceAll("'", '%27')
}

/**
 * Fills `{name}` placeholders, each value percent-encoded. Undefined when a parameter is missing, blank or unknown, when
 * the template is none, or when a value changes more of the link than its own place: a link that may be wrong is dropped.
 */
export function fillTemplate(
  text: string | undefined,
  params: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (text === undefined || unclear.test(text)) return undefined
  const values = [...text.matchAll(placeholder)].map(([, name = '']) =>
    Object.hasOwn(params, name) ? encode(params[name]) : undefined,
  )
  const model = text.replaceAll(placeholder, standIn)
  const fill = (template: string) =>
    template
      .split(standIn)
      .map((piece, index) => piece + (values[index] ?? ''))
      .join('')
  const filled = fill(model)
  if (values.includes(undefined) || /[{}]/.test(filled) || !URL.canParse(model) || !URL.canParse(filled))
    return undefined
  const { href, origin } = new URL(model)
  const [start = '', ...rest] = href.split(standIn)
  const isFixed = start.startsWith(`${origin}/`) && rest.length === values.length
  return isFixed && new URL(filled).href === fill(href) ? filled : undefined
}

type Links = AppConfig['links']

/** The page of this ID in the operator's own system, where one is configured. */
export const ownLink = (links: Links, page: OwnPage, environment: string, id: string | undefined): string | undefined =>
  fillTemplate(links[page], { environment, id })

/** The operator's own page of what stands in the metadata under this key. */
export function metadataLink(links: Links, key: string, environment: string, value: string): string | undefined {
  const { metadata = {} } = links
  return Object.hasOwn(metadata, key) ? fillTemplate(metadata[key], { environment, id: value }) : undefined
}

/** Link templates of one network: `{hash}` and `{address}`. */
export type ExplorerTemplates = { readonly tx?: string | undefined; readonly address?: string | undefined }

/** Configured templates by environment name and network; they replace the built-in ones of the same pair. */
export type Explorers = Readonly<Record<string, Readonly<Record<string, ExplorerTemplates>>>>

const evm = (origin: string) => ({ tx: `${origin}/tx/{hash}`, address: `${origin}/address/{address}` })
const stellar = (network: string) => ({
  tx: `https://stellar.expert/explorer/${network}/tx/{hash}`,
  address: `https://stellar.expert/explorer/${network}/account/{address}`,
})
const solana = (query: string) => ({
  tx: `https://explorer.solana.com/tx/{hash}${query}`,
  address: `https://explorer.solana.com/address/{address}${query}`,
})

type BuiltIn = Readonly<Partial<Record<Network, ExplorerTemplates>>>

const testnets: BuiltIn = {
  ETHEREUM: evm('https://sepolia.etherscan.io'),
  BASE: evm('https://sepolia.basescan.org'),
  POLYGON_POS: evm('https://amoy.polygonscan.com'),
  ARBITRUM_ONE: evm('https://sepolia.arbiscan.io'),
  AVALANCHE: evm('https://testnet.snowtrace.io'),
  BITCOIN: evm('https://mempool.space/testnet'),
  SOLANA: solana('?cluster=devnet'),
  STELLAR: stellar('testnet'),
}

/** Pairs that are known. Paxos's sandbox moves test money on test networks; the demo shows links as they would be there. */
const builtIn: Readonly<Record<string, BuiltIn>> = {
  production: {
    ETHEREUM: evm('https://etherscan.io'),
    BASE: evm('https://basescan.org'),
    POLYGON_POS: evm('https://polygonscan.com'),
    ARBITRUM_ONE: evm('https://arbiscan.io'),
    AVALANCHE: evm('https://snowtrace.io'),
    BNB: evm('https://bscscan.com'),
    BITCOIN: evm('https://mempool.space'),
    SOLANA: solana(''),
    STELLAR: stellar('public'),
  },
  sandbox: testnets,
  demo: testnets,
}

function templatesFor(environment: string, raw: string | undefined, explorers: Explorers): ExplorerTemplates {
  const network = readNetwork(raw)
  const configured = Object.hasOwn(explorers, environment) ? Object.entries(explorers[environment] ?? {}) : []
  const own = configured.find(([name]) => name === raw || (network !== undefined && readNetwork(name) === network))?.[1]
  const known = Object.hasOwn(builtIn, environment) && network ? builtIn[environment]?.[network] : undefined
  return { ...known, ...own }
}

/** The explorer's page of a transaction; undefined where the pair of environment and network is not known. */
export const transactionLink = (
  environment: string,
  network: string | undefined,
  hash: string | undefined,
  explorers: Explorers = {},
): string | undefined => fillTemplate(templatesFor(environment, network, explorers).tx, { hash })

/** The explorer's page of an address; undefined where the pair of environment and network is not known. */
export const addressLink = (
  environment: string,
  network: string | undefined,
  address: string | undefined,
  explorers: Explorers = {},
): string | undefined => fillTemplate(templatesFor(environment, network, explorers).address, { address })
