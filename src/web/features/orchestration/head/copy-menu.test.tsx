import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { type Include, includeNothing } from '#domain/share/include.ts'
import type { Subject } from '../share/share.ts'
import { CopyMenu } from './copy-menu.tsx'

it('offers the four formats, and includes addresses and metadata only when ticked', () => {
  const onInclude = vi.fn<(include: Include) => void>()
  // Nothing of the orchestration is read before something is copied.
  const subject = new Proxy({}, { get: () => expect.unreachable() }) as Subject
  render(<CopyMenu subject={subject} include={includeNothing} onInclude={onInclude} />)
  const names = screen.getAllByRole('button').map(button => button.querySelector('span > span')?.textContent)
  expect(names).toEqual(['Markdown and rich text', 'Plain text', 'Jira', 'Customer reply'])
  for (const tick of screen.getAllByRole('checkbox')) expect((tick as HTMLInputElement).checked).toBe(false)
  fireEvent.click(screen.getByLabelText('Addresses'))
  expect(onInclude).toHaveBeenCalledWith({ ...includeNothing, addresses: true })
})
