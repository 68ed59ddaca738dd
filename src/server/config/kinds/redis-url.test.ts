import { expect, test } from 'vitest'
import { canaries } from '../../testing/canaries.ts'
import type { Secret } from '../secret.ts'
import { Invalid } from '../variable.ts'
import { redisUrl } from './redis-url.ts'

const shown = (text: string) => {
  const { password, ...rest } = redisUrl(text)
  return { ...rest, password: password?.reveal() }
}
const plain = { host: 'cache', port: 6379, tls: false, username: undefined, password: undefined, database: 0 }

test.each<[url: string, parts: Partial<Omit<typeof plain, 'username' | 'password'>> & Record<string, unknown>]>([
  ['redis://cache', {}],
  ['redis://cache/', {}],
  ['REDIS://cache', {}],
  ['redis://cache:6380/7', { port: 6380, database: 7 }],
  [
    'rediss://user:p%40ss@cache.example:6380/2',
    {
      host: 'cache.example',
      port: 6380,
      tls: true,
      username: 'user',
      password: 'p@ss',
      database: 2,
    },
  ],
  ['redis://:password@[::1]:6379/', { host: '::1', password: 'password' }],
  ['redis://:password@127.0.0.1', { host: '127.0.0.1', password: 'password' }],
  ['redis://:@cache', {}],
  ['redis://default:p@ss@cache', { username: 'default', password: 'p@ss' }],
  ['redis://:p:a:ss@cache', { password: 'p:a:ss' }],
  ['redis://:%25%40%2F%23%3F%3A%20%C3%A9@cache', { password: '%@/#?: é' }],
  ['redis://us%3Aer:p@cache', { username: 'us:er', password: 'p' }],
])('%s is read into its parts', (url, parts) => {
  expect(shown(url)).toEqual({ ...plain, ...parts })
})

test.each(['100%', '%', '%zz', '%4', '%ff', '%E0%A4%A'])(
  'a password %s is refused, since it is not percent-encoded',
  password => {
    expect(() => redisUrl(`redis://:${password}@cache`)).toThrow('a % in it is written %25')
  },
)

test.each([
  '',
  'cache',
  'cache:6379',
  'http://cache',
  'redis:cache',
  'redis:/cache',
  'redis://',
  'redis:///0',
  'redis://:p@/0',
  'redis://cache:0',
  'redis://cache:65536',
  'redis://cache:port',
  'redis://cache/desk',
  'redis://cache/0/1',
  'redis://cache/-1',
  'redis://cache/10000',
  'redis://cache?db=2',
  'redis://cache/2?family=6',
  'redis://cache#0',
  'redis://:p/ss@cache',
  'redis://:p?ss@cache',
  'redis://:p#ss@cache',
  'redis://one,two',
  'redis://one:6379,two:6379',
  'redis://ca che',
  'redis://*',
  'redis://[::1',
  'redis://::1:6379',
  '/run/redis.sock',
  'unix:///run/redis.sock',
  'redis+unix:///run/redis.sock',
  'redis://%2Frun%2Fredis.sock',
  'redis://cache\n',
  'redis-sentinel://cache',
])('%j is refused', url => {
  expect(() => redisUrl(url)).toThrow(Invalid)
})

test('a user name alone is refused: it is a password with its colon missing', () => {
  expect(() => redisUrl('redis://secret@cache')).toThrow('a password alone is written redis://:password@host')
})

test('no refusal quotes the password, and no way of printing the parts shows it', () => {
  const secret: Secret | undefined = redisUrl(`redis://:${canaries.clientSecret}@cache`).password
  expect(JSON.stringify({ secret }) + String(secret)).not.toContain(canaries.clientSecret)
  for (const url of ['redis://:X%@cache', 'redis://:X@', 'redis://X@cache', 'redis://:X/@cache', 'redis://cache/X']) {
    const refuse = () => redisUrl(url.replace('X', canaries.clientSecret))
    expect(refuse).toThrow(Invalid)
    expect(refuse).not.toThrow(canaries.clientSecret)
  }
})
