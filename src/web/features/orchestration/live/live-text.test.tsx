import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import type { LookupProblem } from '#domain/problems/problem-text.ts'
import { readInstant } from '#domain/text/instant.ts'
import { LiveText } from './live-text.tsx'
import type { Live } from './use-live.ts'

type Kind = Exclude<Live['kind'], 'retrying'>

const drawn = (kind: Kind, { ageMs = 0, problem }: { ageMs?: number; problem?: LookupProblem } = {}) => {
  const onCheckNow = vi.fn<() => void>()
  const onPause = vi.fn<() => void>()
  const { container } = render(
    <LiveText
      live={{ kind, watching: false, watch: () => undefined }}
      readAt={readInstant(new Date(Date.now() - ageMs).toISOString())}
      problem={problem}
      environment={{ name: 'demo', apiBase: '/api/demo/v2', examples: [] }}
      onCheckNow={onCheckNow}
      onPause={onPause}
    />,
  )
  return { words: container.textContent, onCheckNow, onPause }
}
const buttons = () => screen.getAllByRole('button').map(({ textContent }) => textContent)

it('is live with its age, and can check now or pause', () => {
  const { words, onCheckNow, onPause } = drawn('live')
  expect(words).toMatch(/^Live · checked just now/)
  fireEvent.click(screen.getByRole('button', { name: 'Check now' }))
  fireEvent.click(screen.getByRole('button', { name: 'Pause' }))
  expect([onCheckNow.mock.calls.length, onPause.mock.calls.length]).toEqual([1, 1])
})

it('is final with the time of the check, never stale, and has nothing to pause', () => {
  expect(drawn('final', { ageMs: 3_600_000 }).words).toMatch(/^Final · checked \d\d:\d\d UTC/)
  expect(buttons()).toEqual(['Check now'])
})

it('says how old an open one is past six minutes', () => {
  expect(drawn('paused', { ageMs: 9 * 60_000 }).words).toMatch(/^Updated 9 min ago/)
  expect(buttons()).toEqual(['Refresh', 'Resume'])
})

it('offers no button where only time helps', () => {
  expect(drawn('stopped', { problem: { code: 'upstream_penalty' } }).words).toContain('Paxos asked us to slow down.')
  expect(screen.queryAllByRole('button')).toEqual([])
})

it('offers one where asking again may help', () => {
  drawn('stopped', { problem: { code: 'upstream_timeout' } })
  expect(buttons()).toEqual(['Try again now'])
})
