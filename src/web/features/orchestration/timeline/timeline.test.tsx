import { render, screen, within } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { expect, it } from 'vitest'
import type { Facts } from '#domain/orchestration/facts.ts'
import { buildTimeline } from '#domain/orchestration/timeline/timeline.ts'
import { orchestrationOf } from '#domain/testing/facts.ts'
import { Timeline } from './timeline.tsx'

const leg = (status: string, transfer_id: string) => ({ status, transfer_id })

const drawn = (json: object) => {
  const facts: Facts = { orchestration: orchestrationOf(json) }
  const nothing = { kind: 'none' } as const
  render(
    <MemoryRouter>
      <Timeline
        steps={buildTimeline(facts)}
        environment={{ name: 'demo', apiBase: '/api/demo/v2', examples: [] }}
        enrichment={{
          facts,
          parts: { transfers: { source: nothing, destination: nothing }, rule: nothing, events: nothing },
          records: [],
        }}
        problems={[]}
      />
    </MemoryRouter>,
  )
  const [steps] = screen.getAllByRole('list')
  return steps ? within(steps).getAllByRole('listitem') : []
}

it('is a list of steps in order, each with its state in words', () => {
  const rows = drawn({
    status: 'FAILED',
    source_transfer: leg('COMPLETED', 'a'),
    destination_transfer: leg('FAILED', 'b'),
  })
  expect(rows.map(row => within(row).getByRole('heading', { level: 3 }).textContent)).toEqual([
    'Created',
    'Source transfer',
    'Conversion',
    'Destination transfer',
    'Ended',
  ])
  expect(rows.map(row => row.textContent)).toEqual([
    expect.stringContaining('12:30:01'),
    expect.stringContaining('Completed'),
    expect.stringContaining('Likely done'),
    expect.stringContaining('Failed'),
    expect.stringContaining('Failed'),
  ])
})

it('opens the row that failed, and leaves the others closed', () => {
  const rows = drawn({
    status: 'FAILED',
    source_transfer: leg('COMPLETED', 'a'),
    destination_transfer: leg('FAILED', 'b'),
  })
  expect(rows.map(row => row.querySelector('details')?.open)).toEqual([undefined, false, undefined, true, undefined])
})

it('says once that a transfer never started', () => {
  const rows = drawn({
    status: 'FAILED',
    source_transfer: leg('FAILED', 'a'),
    destination_transfer: { status: 'PENDING' },
  })
  const words = rows[3]?.textContent ?? ''
  expect(words.match(/Never started/g)).toHaveLength(1)
  expect(words).toContain('Paxos still lists it as planned.')
})
