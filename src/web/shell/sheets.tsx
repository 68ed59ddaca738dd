import { Account } from './account.tsx'
import { Command } from './command/command.tsx'
import { Help } from './help.tsx'
import { PhoneMenu } from './phone-menu.tsx'

export type SheetName = 'command' | 'help' | 'menu' | 'account'
export type SheetProps = {
  which: SheetName
  environment: string
  onOpen: (which: SheetName) => void
  onClose: () => void
}

/** What opens above a page: the command field, the help of the keyboard, the account, and on a phone the menu. */
export function Sheet({ which, onOpen, ...props }: SheetProps) {
  if (which === 'command') return <Command {...props} />
  if (which === 'help') return <Help onClose={props.onClose} />
  if (which === 'account') return <Account {...props} />
  return <PhoneMenu {...props} onOpen={onOpen} />
}
