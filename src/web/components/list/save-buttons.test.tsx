import { fireEvent, render, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { SaveButtons } from './save-buttons.tsx'

vi.mock('./save-table.ts', () => {
  throw new Error('the server has another build by now')
})

test('says so where the code that saves a table cannot be loaded', async () => {
  render(<SaveButtons name={() => 'lookups'} table={() => ({ header: ['id'], rows: [['a']] })} />)
  fireEvent.click(screen.getByRole('button', { name: 'Excel' }))
  expect((await screen.findByRole('alert')).textContent).toBe('File unavailable. Try again.')
})
