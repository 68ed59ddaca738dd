/** A raw record without what was not ticked; every other byte stays the same. */
import { secondaryStatuses, statusDetailKeys } from '#paxos/enums.ts'
import { railTable } from '../orchestration/rails.ts'
import { type Include, leftOut, sensitiveTransferFields } from './include.ts'

const rails = Object.values(railTable).flatMap(({ fields }) => Object.entries(fields))

/** Fields whose values are about a person. */
const sensitive: ReadonlySet<string> = new Set([
  ...rails.flatMap(([name, { isSensitive }]) => (isSensitive ? [name] : [])),
  ...Object.keys(sensitiveTransferFields),
  'memo_id',
])

/** Fields that are known to be about nobody: plain values only. */
const harmless: ReadonlySet<string> = new Set([
  ...rails.flatMap(([name, { isSensitive }]) => (isSensitive ? [] : [name])),
  ...['id', 'profile_id', 'identity_id', 'account_id', 'customer_id', 'group_id', 'fiat_account_id', 'transfer_id'],
  ...['ref_id', 'orchestration_rule_id', 'nickname', 'type', 'status', 'direction', 'object_type'],
  ...['source_asset', 'destination_asset', 'source_amount', 'asset', 'balance_asset'],
  ...['amount', 'total', 'fee', 'notional_value'],
  ...['created_at', 'updated_at', 'crypto_network', 'crypto_tx_hash', 'crypto_tx_index', 'auto_conversion'],
  // Paxos's own sentences; the known addresses are taken out of them elsewhere.
  ...['name', 'detail', 'message'],
  ...['next_page_cursor', 'undelivered_webhooks'],
])

/** Fields that hold known fields. */
const containers: ReadonlySet<string> = new Set([
  ...Object.keys(railTable),
  ...['source', 'destination', 'source_transfer', 'destination_transfer', 'fail_reason'],
  ...['secondary_status', 'status_details', 'object', 'items', 'orchestrations', 'rules', 'events'],
  ...secondaryStatuses,
  ...statusDetailKeys,
])

/**
 * Replaces the values of the fields that hold addresses or metadata, or that this version does not know, at any depth.
 * What is not known to be harmless stays only when everything was ticked, so that a new rail or field is left out.
 * Undefined when the text is not JSON: then nobody can say what is in it.
 */
export function redactJson(raw: string, include: Include): string | undefined {
  if (include.addresses && include.metadata) return raw
  try {
    JSON.parse(raw)
  } catch {
    return undefined
  }
  // Only a valid document comes here, so its tokens can be told apart without a grammar.
  const tokens = [...raw.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s"{}[\]:,]+/g)]
  const token = (index: number) => tokens[index]?.[0] ?? ''
  const hidden: (readonly [first: number, last: number])[] = []

  /** Looks through the value that begins at a token, and gives the index behind it. */
  function walk(first: number, decide: (isStructure: boolean) => Fate): number {
    const behind = endOfValue(first)
    const isStructure = token(first) === '{' || token(first) === '['
    const fate = decide(isStructure)
    if (fate === 'leave out' && !isEmpty(first, behind)) hidden.push([first, behind - 1])
    if (fate !== 'look inside' || !isStructure) return behind
    for (let at = first + 1; at < behind - 1; ) {
      if (token(at) === ',') at += 1
      else if (token(first) === '[') at = walk(at, isNested => (isNested ? 'look inside' : 'leave out'))
      else {
        const key = String(JSON.parse(token(at)))
        at = walk(at + 2, isNested => fateOf(key, isNested, include))
      }
    }
    return behind
  }

  function endOfValue(first: number): number {
    let depth = 0
    for (let at = first; at < tokens.length; at++) {
      if (token(at) === '{' || token(at) === '[') depth += 1
      if (token(at) === '}' || token(at) === ']') depth -= 1
      if (depth === 0) return at + 1
    }
    return tokens.length
  }

  const isEmpty = (first: number, behind: number) =>
    token(first) === 'null' || token(first) === '""' || (token(first) !== '' && behind - first === 2)

  walk(0, isStructure => (isStructure ? 'look inside' : 'leave out'))
  let result = ''
  let copied = 0
  for (const [first, last] of hidden) {
    result += `${raw.slice(copied, tokens[first]?.index)}"${leftOut}"`
    copied = (tokens[last]?.index ?? 0) + token(last).length
  }
  return result + raw.slice(copied)
}

type Fate = 'keep' | 'look inside' | 'leave out'

function fateOf(key: string, isStructure: boolean, include: Include): Fate {
  if (key === 'metadata') return include.metadata ? 'keep' : 'leave out'
  if (sensitive.has(key)) return include.addresses ? 'keep' : 'leave out'
  if (isStructure) return containers.has(key) ? 'look inside' : 'leave out'
  return harmless.has(key) ? 'keep' : 'leave out'
}
