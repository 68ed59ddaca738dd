import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import type { BatchRow } from '#domain/lists/batch.ts'
import { orchestrationOf } from '#domain/testing/facts.ts'
import { BatchTable } from './batch-table.tsx'

const rowOf = (index: number, json: object = {}): BatchRow => {
  const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
  return {
    wanted: { kind: 'id', text: id, count: 1 },
    outcome: { kind: 'found', orchestrations: [orchestrationOf({ id, ...json })] },
  }
}

const drawn = (rows: readonly BatchRow[]) => {
  const onOpen = vi.fn<(to: string, id: string | undefined) => void>()
  render(
    <BatchTable
      page={String(Math.random())}
      rows={rows}
      environment="demo"
      onOpen={onOpen}
      ruleName={id => `rule ${id}`}
      transfers={new Map()}
    />,
  )
  return onOpen
}

it('shows what failed, where and why, and opens its row', () => {
  const onOpen = drawn([
    rowOf(1, { status: 'FAILED', fail_reason: { detail: 'Address not approved' }, orchestration_rule_id: 'r' }),
  ])
  const cells = screen.getAllByRole('cell').map(cell => [cell.dataset.column, cell.textContent])
  expect(cells).toContainEqual(['Status', 'Failed'])
  expect(cells).toContainEqual(["Paxos's reason", 'Address not approved'])
  expect(cells).toContainEqual(['Rule', 'rule r'])
  expect(cells).toContainEqual(['Amount', '100 USDC → USDG'])
  fireEvent.click(screen.getByRole('link'))
  expect(onOpen.mock.calls[0]?.[0]).toBe('/demo/orchestrations/00000000-0000-4000-8000-000000000001')
})

it('tells not found from not checked', () => {
  const row = (text: string, outcome: BatchRow['outcome']): BatchRow => ({
    wanted: { kind: 'id', text, count: 2 },
    outcome,
  })
  drawn([row('a', { kind: 'not-found' }), row('b', { kind: 'not-checked', problem: undefined })])
  const [first, second] = screen.getAllByRole('row').slice(1)
  expect(first?.textContent).toContain('Not found')
  expect(first?.textContent).toContain('×2')
  expect(second?.textContent).not.toContain('Not found')
})

it('draws a hundred rows at a time', () => {
  drawn(Array.from({ length: 250 }, (_, index) => rowOf(index)))
  expect(screen.getAllByRole('row')).toHaveLength(101)
  fireEvent.click(screen.getByRole('button', { name: 'Show 100 more' }))
  expect(screen.getAllByRole('row')).toHaveLength(201)
})
