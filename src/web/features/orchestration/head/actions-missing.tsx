import { TextButton } from '#web/ui/controls/button.tsx'
import type { MissingProps } from '#web/ui/loading/unreachable.tsx'

/** In the place of the actions; the part below the fold, which comes with them, says why. */
export const ActionsMissing = ({ onLoadAgain }: MissingProps) => (
  <p className="text-sm text-ink-soft">
    The actions couldn't be loaded. <TextButton onClick={onLoadAgain}>Try again</TextButton>
  </p>
)
