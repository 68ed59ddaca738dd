import { render, screen } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { expect, it } from 'vitest'
import { readFilters } from '#domain/lists/browse-filters.ts'
import { orchestrationStatuses } from '#paxos/enums.ts'
import { StatusTabs } from './status-tabs.tsx'

it('has a tab for every status', () => {
  const { filters } = readFilters([])
  render(
    <MemoryRouter>
      <StatusTabs filters={filters} environment="demo" />
    </MemoryRouter>,
  )
  const wanted = screen.getAllByRole('link').map(link => new URL(link.getAttribute('href') ?? '', 'http://desk'))
  expect(wanted.map(({ searchParams }) => searchParams.get('status')).sort()).toEqual(
    [...orchestrationStatuses, null].sort(),
  )
})
