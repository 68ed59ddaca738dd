import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { LookupForm } from './lookup-form.tsx'

const drawn = (problem?: string) => {
  const onLookup = vi.fn<(text: string) => void>()
  render(<LookupForm large initial="abc" problem={problem} onLookup={onLookup} />)
  const box = screen.getByLabelText<HTMLTextAreaElement>('Orchestration ID, reference, transfer ID or transaction hash')
  return { box, onLookup }
}

it('looks up by Enter and by its button, with the line breaks of a paste', () => {
  const { box, onLookup } = drawn()
  fireEvent.keyDown(box, { key: 'Enter' })
  box.value = 'one\ntwo'
  fireEvent.click(screen.getByRole('button', { name: 'Look up' }))
  expect(onLookup.mock.calls).toEqual([['abc'], ['one\ntwo']])
})

it('leaves Enter to a new line with Shift, and to an input method while it is open', () => {
  const { box, onLookup } = drawn()
  fireEvent.keyDown(box, { key: 'Enter', shiftKey: true })
  fireEvent.keyDown(box, { key: 'Enter', isComposing: true })
  expect(onLookup).not.toHaveBeenCalled()
})

it('names what is wrong under the box, and ties it to the box', () => {
  const { box } = drawn("That isn't a complete ID.")
  const alert = screen.getByRole('alert')
  expect(alert.textContent).toBe("That isn't a complete ID.")
  expect(box.getAttribute('aria-describedby')).toBe(alert.id)
  expect(box.getAttribute('aria-invalid')).toBe('true')
})
