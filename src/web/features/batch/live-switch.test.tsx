import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { LiveSwitch } from './live-switch.tsx'
import type { LiveRows } from './read/use-live-rows.ts'

const drawn = (live: LiveRows, readAt?: string) => {
  const onSwitch = vi.fn<(on: boolean) => void>()
  const { container } = render(<LiveSwitch live={live} readAt={readAt} onSwitch={onSwitch} />)
  return { text: container.textContent, onSwitch }
}

it('is off without a word about age, and switches on', () => {
  const { text, onSwitch } = drawn({ kind: 'off' }, new Date().toISOString())
  expect(text).toBe('Live')
  fireEvent.click(screen.getByRole('switch', { name: 'Live', checked: false }))
  expect(onSwitch).toHaveBeenCalledWith(true)
})

it.each<[LiveRows, string | undefined, string]>([
  [{ kind: 'live' }, undefined, 'Livechecking…'],
  [{ kind: 'live' }, new Date().toISOString(), 'Livechecked just now'],
  [{ kind: 'final' }, undefined, 'LiveNothing open'],
  [{ kind: 'stopped' }, undefined, 'LiveUpdates stopped'],
  [{ kind: 'retrying', at: 0 }, undefined, 'LiveRetrying in 0 s'],
])('%o says so', (live, readAt, words) => {
  expect(drawn(live, readAt).text).toBe(words)
  expect(screen.getByRole('switch', { checked: true })).toBeDefined()
})
