import { describe, expect, it, vi } from 'vitest'
import { createSetting, createStore } from './store.ts'

/** A browser's storage with one entry. */
function withStorage(entries: Record<string, string>, { refuses = false } = {}) {
  const kept = new Map(Object.entries(entries))
  const refuse = () => {
    if (refuses) throw new DOMException('denied', 'SecurityError')
  }
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => {
      refuse()
      return kept.get(key) ?? null
    },
    setItem: (key: string, text: string) => {
      refuse()
      kept.set(key, text)
    },
  })
  return kept
}

describe('createStore', () => {
  it('tells every subscriber of each value until it unsubscribes', () => {
    const store = createStore(0)
    const seen: string[] = []
    const stop = store.subscribe(() => seen.push(`a${store.get()}`))
    store.subscribe(() => seen.push(`b${store.get()}`))
    store.set(1)
    stop()
    store.set(2)
    expect(seen).toEqual(['a1', 'b1', 'b2'])
  })
})

describe('createSetting', () => {
  it('starts with what the browser keeps, and keeps what is chosen', () => {
    const kept = withStorage({ zone: 'local' })
    const zone = createSetting('zone', ['utc', 'local'])
    expect(zone.get()).toBe('local')
    zone.set('utc')
    expect([zone.get(), kept.get('zone')]).toEqual(['utc', 'utc'])
  })

  it('starts with the default where the browser keeps something else', () => {
    withStorage({ zone: 'mars' })
    expect(createSetting('zone', ['utc', 'local']).get()).toBe('utc')
  })

  it('holds for the tab where the browser refuses to keep anything', () => {
    withStorage({}, { refuses: true })
    const zone = createSetting('zone', ['utc', 'local'])
    expect(zone.get()).toBe('utc')
    zone.set('local')
    expect(zone.get()).toBe('local')
  })
})
