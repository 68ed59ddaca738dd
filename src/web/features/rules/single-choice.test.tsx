import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { noRuleFilters } from '#domain/lists/rule-filters.ts'
import { type ChangeRules, SingleChoice } from './single-choice.tsx'

const drawn = (chosen?: string) => {
  const changes: unknown[] = []
  const change: ChangeRules = part => void changes.push(part(noRuleFilters))
  const onTyped = vi.fn<() => void>()
  render(
    <SingleChoice
      name="source_asset"
      label="Source asset"
      chosen={chosen}
      seen={['USDG', 'USDC']}
      change={change}
      onTyped={onTyped}
    />,
  )
  return { changes, onTyped }
}

it('applies a choice at once, and "Any" takes it back', () => {
  const { changes } = drawn('PYUSD')
  expect(screen.getAllByRole('radio').map(radio => radio.closest('label')?.textContent)).toEqual([
    'Any',
    'PYUSD',
    'USDC',
    'USDG',
  ])
  fireEvent.click(screen.getByLabelText('USDC'))
  fireEvent.click(screen.getByLabelText('Any'))
  expect(changes).toEqual([{ source_asset: 'USDC' }, { source_asset: undefined }])
})

it('takes a typed value, and nothing from an empty field', () => {
  const { changes, onTyped } = drawn()
  const field = screen.getByLabelText('Other asset')
  const form = field.closest('form') as HTMLFormElement
  fireEvent.submit(form)
  expect(changes).toEqual([])
  fireEvent.change(field, { target: { value: ' EURC ' } })
  fireEvent.submit(form)
  expect(changes).toEqual([{ source_asset: 'EURC' }])
  expect(onTyped).toHaveBeenCalledOnce()
})
