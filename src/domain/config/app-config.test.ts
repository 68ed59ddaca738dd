import * as v from 'valibot'
import { expect, test } from 'vitest'
import { AppConfig } from './app-config.ts'

const least = { version: '1', defaultEnvironment: 'demo', environments: [{ name: 'demo', apiBase: '/api/demo/v2' }] }

test('the least that a server says is enough', () => {
  expect(v.parse(AppConfig, least)).toMatchObject({
    environments: [{ name: 'demo', examples: [] }],
    links: {},
  })
})

test.each([
  {},
  { ...least, environments: 'demo' },
  { ...least, environments: [{ name: 'demo' }] },
  { ...least, links: { explorers: { production: { ETHEREUM: 'https://x.example' } } } },
])('%j is refused', config => {
  expect(v.safeParse(AppConfig, config).success).toBe(false)
})
