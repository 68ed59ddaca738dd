import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { rowLink, useRowClicks } from './row-keys.ts'

function List({ onOpen }: { onOpen: (event: MouseEvent) => void }) {
  useRowClicks()
  return (
    <ul>
      <li>
        <span>words</span>
        <button type="button">Pin</button>
        <a
          href="/row"
          {...rowLink}
          onClick={event => {
            event.preventDefault()
            onOpen(event.nativeEvent)
          }}
        >
          id
        </a>
      </li>
    </ul>
  )
}

const drawn = () => {
  const onOpen = vi.fn<(event: MouseEvent) => void>()
  render(<List onOpen={onOpen} />)
  return onOpen
}
const press = (element: Element, from: number, to: number, init: MouseEventInit = {}) => {
  fireEvent.pointerDown(element, { clientX: from, clientY: 0 })
  fireEvent.click(element, { clientX: to, clientY: 0, ...init })
}

it('opens by a click on any text of the row, once', () => {
  const onOpen = drawn()
  press(screen.getByText('words'), 10, 12)
  press(screen.getByText('id'), 10, 10)
  expect(onOpen).toHaveBeenCalledTimes(2)
})

it('leaves a drag to the selection, and a button to itself', () => {
  const onOpen = drawn()
  press(screen.getByText('words'), 10, 60)
  press(screen.getByText('Pin'), 10, 10)
  expect(onOpen).not.toHaveBeenCalled()
})

it('passes modifiers on, so that the browser opens another tab', () => {
  const onOpen = drawn()
  press(screen.getByText('words'), 10, 10, { ctrlKey: true })
  expect(onOpen.mock.calls[0]?.[0].ctrlKey).toBe(true)
})
