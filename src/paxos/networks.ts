/** The crypto networks and the other ways in which Paxos writes the same ones. */

/** `crypto_network` as the transfer endpoint writes it. An open list: compare through `readNetwork`. */
export const networks = [
  'BITCOIN',
  'ETHEREUM',
  'BITCOIN_CASH',
  'LITECOIN',
  'SOLANA',
  'POLYGON_POS',
  'BASE',
  'ARBITRUM_ONE',
  'STELLAR',
  'INK',
  'XLAYER',
  'AVALANCHE',
  'DOGECOIN',
  'SUI',
  'ROBINHOOD',
  'BNB',
] as const
export type Network = (typeof networks)[number]

/** Spellings seen elsewhere in the API and its documents for the same networks. */
const aliases: Readonly<Record<string, Network>> = {
  POLYGON: 'POLYGON_POS',
  MATIC: 'POLYGON_POS',
  ARBITRUM: 'ARBITRUM_ONE',
  X_LAYER: 'XLAYER',
  AVALANCHE_C: 'AVALANCHE',
  BNB_CHAIN: 'BNB',
  BSC: 'BNB',
}

/** The network for a spelling, ignoring case, spaces and dashes; undefined for an unknown one. */
export function readNetwork(raw: string | undefined): Network | undefined {
  if (raw === undefined) return undefined
  const word = raw
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_')
  return networks.find(network => network === word) ?? (Object.hasOwn(aliases, word) ? aliases[word] : undefined)
}
