import { describe, expect, it } from 'vitest'
import { idFolders, idPageAt, pagePath, pageRows } from './pages.ts'

describe('pages', () => {
  it('have different paths, and different keys', () => {
    const paths = pageRows.map(([, { path }]) => path)
    const keys = pageRows.flatMap(([, { keys }]) => keys ?? [])
    expect([new Set(paths).size, new Set(keys).size]).toEqual([paths.length, keys.length])
  })

  it('that have keys say where these lead', () => {
    for (const [name, { keys, place }] of pageRows)
      expect([name, place !== undefined]).toEqual([name, keys !== undefined])
  })

  it('that name an ID are found by what stands before it', () => {
    expect(idFolders.map(folder => [folder, idPageAt(folder)])).toEqual([
      ['orchestrations', 'orchestration'],
      ['rules', 'rule'],
      ['transfers', 'transfer'],
      ['identities', 'identity'],
    ])
    expect(idPageAt('toString')).toBeUndefined()
  })

  it('have percent-encoded paths', () => {
    expect(pagePath('demo', 'lookup')).toBe('/demo')
    expect(pagePath('demo', 'rules')).toBe('/demo/rules')
    expect(pagePath('de mo', 'rule', 'a/b?$&')).toBe('/de%20mo/rules/a%2Fb%3F%24%26')
  })
})
