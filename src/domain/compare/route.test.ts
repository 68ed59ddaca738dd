import { describe, expect, it, test } from 'vitest'
import { ids, orchestrationOf } from '../testing/facts.ts'
import { alikeFilter, isAlike, pairText } from './route.ts'

const rule = { orchestration_rule_id: ids.rule }
const crypto = (network?: string) => ({ crypto: { network } })

describe('isAlike', () => {
  test.each<[string, object, object, boolean]>([
    ['the same assets over the same rails', {}, {}, true],
    ['a network in another spelling', { source: crypto('POLYGON') }, { source: crypto('polygon-pos') }, true],
    ['another network', {}, { source: crypto('BASE') }, false],
    ['another rail', {}, { destination: { fiat: { memo: 'x' } } }, false],
    ['another address on the same network', {}, { source: { crypto: { network: 'ETHEREUM', address: '0x1' } } }, true],
    ['another source asset', {}, { source_asset: 'PYUSD' }, false],
    ['another destination asset', {}, { destination_asset: 'USD' }, false],
    ['the same rule over whatever rails', rule, { ...rule, source_asset: 'PYUSD', source: crypto('BASE') }, true],
    ['another rule over the same rails', rule, { orchestration_rule_id: 'another' }, true],
    ['no rule on either, and another asset', { source_asset: 'BTC' }, {}, false],
    [
      'an empty rule on both counts as none',
      { orchestration_rule_id: '', source_asset: 'BTC' },
      { orchestration_rule_id: '' },
      false,
    ],
    ['a rail that this one does not report', { source: {} }, { source: crypto('BASE') }, true],
    ['a rail that only the other does not report', {}, { source: {} }, false],
    ['an asset that neither reports', { source_asset: '' }, { source_asset: '' }, false],
    [
      'a rail that this version does not know, by its name',
      { source: { carrier: {} } },
      { source: { carrier: {} } },
      true,
    ],
    ['two such rails', { source: { carrier: {} } }, { source: { pigeon: {} } }, false],
    ['a network that this version does not know', { source: crypto('MARS') }, { source: crypto('VENUS') }, false],
  ])('%s', (_name, one, other, expected) => {
    expect(isAlike(orchestrationOf(one), orchestrationOf(other))).toBe(expected)
  })
})

it('asks by assets, else by rule, else not at all', () => {
  expect(alikeFilter(orchestrationOf(rule))).toEqual({ source_asset: ['USDC'], destination_asset: ['USDG'] })
  expect(alikeFilter(orchestrationOf({ ...rule, source_asset: '' }))).toEqual({ orchestration_rule_id: [ids.rule] })
  expect(alikeFilter(orchestrationOf({ destination_asset: '' }))).toBeUndefined()
})

it('names the pair of assets, one asset once', () => {
  expect(pairText(orchestrationOf())).toBe('USDC → USDG')
  expect(pairText(orchestrationOf({ destination_asset: 'USDC' }))).toBe('USDC')
  expect(pairText(orchestrationOf({ destination_asset: '' }))).toBe('by this rule')
})
