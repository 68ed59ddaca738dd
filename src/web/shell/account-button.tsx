import { useSession } from '#web/api/session.ts'
import { SignInLink } from '#web/components/problem/sign-in-link.tsx'

/** Who is signed in; signed out, the way in. */
export function AccountButton({ className, onOpen }: { className: string; onOpen: () => void }) {
  const session = useSession()
  if (session === undefined) return null
  if (session === 'signed_out') {
    return (
      <p className="flex items-center gap-3 text-sm">
        <span className="text-ink-faint max-md:sr-only">Signed out</span>
        <SignInLink look="inline" />
      </p>
    )
  }
  const name = session.name ?? 'Signed in'
  return (
    <button type="button" aria-label={`Account: ${name}`} onClick={onOpen} className={className}>
      <span className="max-w-36 truncate max-[88rem]:sr-only">{name}</span>
      <span className="font-semibold uppercase min-[88rem]:hidden">{Array.from(name)[0]}</span>
    </button>
  )
}
