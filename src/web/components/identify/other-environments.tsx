import { useNavigate } from 'react-router'
import { type Environment, environmentTitle, otherEnvironments } from '#web/app-config.ts'
import { Button } from '#web/ui/controls/button.tsx'

/** Offers the other environments and never goes there by itself: each has separate orchestrations and separate readers. */
export function OtherEnvironments({
  environment,
  what,
  pathIn,
}: {
  environment: Environment
  /** "ID" */
  what: string
  /** Where it is looked up in the environment of that name. */
  pathIn: (environment: string) => string
}) {
  const navigate = useNavigate()
  return otherEnvironments(environment).map(name => (
    <Button key={name} onClick={() => navigate(pathIn(name))}>
      Look up this {what} in {environmentTitle(name)}?
    </Button>
  ))
}
