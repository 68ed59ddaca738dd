import { useEffect, useRef } from 'react'
import { Link, useLocation, useNavigate, useParams } from 'react-router'
import { notSetUpText } from '#domain/config/environment-text.ts'
import { idPageAt } from '#domain/config/pages.ts'
import { appConfig, environmentTitle, findEnvironment } from '#web/app-config.ts'
import { LookupForm } from '#web/components/lookup/lookup-form.tsx'
import { paths } from '#web/paths.ts'
import { List } from '#web/ui/display/list.tsx'
import { useDocumentTitle } from '#web/ui/page/use-document-title.ts'

const environments = appConfig.environments.map(({ name }) => name)

/** What the address holds although it leads nowhere: an ID to look up, and the environment that isn't set up here. */
function readAddress(pathname: string): { readonly id: string; readonly note: string | undefined } {
  const [, name = '', folder = '', id = '', more] = pathname.split('/')
  if (id === '' || more !== undefined || idPageAt(folder) === undefined) return { id: '', note: undefined }
  return { id, note: environments.includes(name) ? undefined : notSetUpText(name) }
}

/** An address that leads nowhere here: says so, takes anything to look up, and names the environments there are. */
export function NotFoundPage() {
  const heading = useRef<HTMLHeadingElement>(null)
  const navigate = useNavigate()
  const environment = findEnvironment(useParams().environment)?.name ?? appConfig.defaultEnvironment
  useEffect(() => heading.current?.focus(), [])
  useDocumentTitle('Page not found · Orchestration Desk')
  const { id, note } = readAddress(useLocation().pathname)
  return (
    <div className="mx-auto max-w-3xl md:pt-10">
      <h1 ref={heading} tabIndex={-1} className="text-2xl font-semibold tracking-tight">
        There is no page at this address.
      </h1>
      {note && <p className="mt-2 text-lg">{note}</p>}
      <p className="mt-2 mb-4 text-lg text-ink-soft">Check the link, or look up an orchestration:</p>
      <LookupForm
        large
        initial={id}
        hint={`Looks in ${environmentTitle(environment)}. Paste one ID or many.`}
        onLookup={text => void navigate(paths.page(environment, 'smartLink'), { state: { pasted: text } })}
      />
      <h2 className="mt-8 text-sm text-ink-faint">{environments.length > 1 ? 'Environments' : 'Environment'}</h2>
      <List className="mt-2 flex flex-wrap gap-2">
        {environments.map(name => (
          <li key={name}>
            <Link
              to={paths.lookup(name)}
              className="block rounded-lg border border-line bg-card px-4 py-2 font-medium no-underline hover:bg-hover"
            >
              {environmentTitle(name)}
            </Link>
          </li>
        ))}
      </List>
    </div>
  )
}
