import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import type { Cell } from '#domain/compare/cell.ts'
import { StripCell } from './strip-cell.tsx'

const drawn = (cell: Partial<Cell>, onRetry?: () => void) =>
  render(<StripCell cell={{ heading: 'Next step', state: 'ready', ...cell }} onRetry={onRetry} />)

it('is a region named by its question, with the short answer first', () => {
  drawn({ lead: 'No.', text: '7 others failed.', more: ['31 completed.'] })
  const region = screen.getByRole('region', { name: 'Next step' })
  expect([...region.querySelectorAll('p')].map(({ textContent }) => textContent)).toEqual([
    'No. 7 others failed.',
    '31 completed.',
  ])
})

it("quotes Paxos's words as they came", () => {
  drawn({ quote: '<b>Not approved</b>' })
  expect(document.querySelector('blockquote')?.textContent).toBe('“<b>Not approved</b>”')
})

it('says that it is being read, and offers to read again what failed', () => {
  drawn({ state: 'loading' })
  expect(screen.getByRole('status', { name: 'Loading' })).toBeDefined()
  const retry = vi.fn<() => void>()
  drawn({ state: 'error', text: "Couldn't be loaded." }, retry)
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(retry).toHaveBeenCalledOnce()
})
