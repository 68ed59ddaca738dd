import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placesOf } from './row-places.ts'

const namesOf = (...steps: readonly (readonly [order: string, keys: string])[]) => {
  let places: ReturnType<typeof placesOf> | undefined
  for (const [order, keys] of steps) places = placesOf(places, order, [...keys])
  return [...(places?.names ?? [])].map(([key, name]) => `${key}${name}`).join(' ')
}

describe('placesOf', () => {
  it.each([
    ['the first time by position', [['pasted', 'abc']], 'a0 b1 c2'],
    [
      'another order: again by position',
      [
        ['pasted', 'abc'],
        ['worst', 'cab'],
      ],
      'c0 a1 b2',
    ],
    [
      'the same order: a row that moves keeps its name',
      [
        ['worst', 'abc'],
        ['worst', 'cab'],
      ],
      'c2 a0 b1',
    ],
    [
      'one that comes takes a free name',
      [
        ['worst', 'abc'],
        ['worst', 'xab'],
      ],
      'x2 a0 b1',
    ],
    [
      'more rows than before',
      [
        ['worst', 'ab'],
        ['worst', 'xaby'],
      ],
      'x2 a0 b1 y3',
    ],
    [
      'fewer rows than before',
      [
        ['worst', 'abc'],
        ['worst', 'c'],
      ],
      'c2',
    ],
    [
      'none',
      [
        ['worst', 'abc'],
        ['worst', ''],
      ],
      '',
    ],
  ] as const)('%s', (_, steps, expected) => {
    expect(namesOf(...steps)).toBe(expected)
  })

  it('never gives two rows one name, and never takes one from a row that stays', () => {
    const step = fc.tuple(fc.constantFrom('pasted', 'worst'), fc.uniqueArray(fc.constantFrom(...'abcdefgh')))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), steps => {
        let before: ReturnType<typeof placesOf> | undefined
        for (const [order, keys] of steps) {
          const places = placesOf(before, order, keys)
          expect([...places.names.keys()]).toEqual(keys)
          expect(new Set(places.names.values()).size).toBe(keys.length)
          if (before?.order === order)
            for (const key of keys) {
              const was = before.names.get(key)
              if (was !== undefined) expect(places.names.get(key)).toBe(was)
            }
          before = places
        }
      }),
    )
  })
})
