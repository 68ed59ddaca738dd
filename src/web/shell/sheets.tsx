import { Command } from './command.tsx'
import { Help } from './help.tsx'

export type SheetProps = { which: 'command' | 'help'; environment: string; onClose: () => void }

/** What opens above a page: the command field, and the help of the keyboard. */
export const Sheet = ({ which, ...props }: SheetProps) =>
  which === 'command' ? <Command {...props} /> : <Help onClose={props.onClose} />
