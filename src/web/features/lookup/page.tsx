import { useEffect, useRef } from 'react'
import { Navigate, useLocation, useNavigate, useSearchParams } from 'react-router'
import { readPaste } from '#domain/paste/paste.ts'
import { type LookupProblem, problemText } from '#domain/problems/problem-text.ts'
import { stripWrapping } from '#domain/text/wrapping.ts'
import { appConfig, type Environment, environmentTitle } from '#web/app-config.ts'
import { readArrival } from '#web/components/lookup/arrival.ts'
import { type LookupField, LookupForm } from '#web/components/lookup/lookup-form.tsx'
import { openPaste } from '#web/components/lookup/open-paste.ts'
import { useLookup } from '#web/components/lookup/use-lookup.ts'
import { useEnvironment } from '#web/components/use-environment.ts'
import { paths } from '#web/paths.ts'
import { Button } from '#web/ui/controls/button.tsx'
import { lazyPart } from '#web/ui/loading/lazy-part.tsx'
import { Unreachable } from '#web/ui/loading/unreachable.tsx'
import { useDocumentTitle } from '#web/ui/page/use-document-title.ts'
import { Examples } from './examples.tsx'
import { Recents } from './recents.tsx'

/** Only after a lookup of a text that is not an ID. */
const TextResult = lazyPart(
  () => import('#web/components/identify/identify.tsx').then(({ TextResult }) => TextResult),
  null,
  Unreachable,
)

/** Lookup: the paste box, and what became of a text that was not one id. The address holds what was looked up. */
export function LookupPage() {
  const environment = useEnvironment()
  const [search] = useSearchParams()
  const { pasted, offered } = readArrival(useLocation().state)
  const reference = search.get('ref_id') ?? undefined
  const query = reference ?? search.get('q') ?? ''
  const lookup = useLookup(environment.name)
  const problem = inputProblem(query, reference, pasted)
  const hasProblem = problem !== undefined
  const field = useRef<LookupField>(null)
  useDocumentTitle(
    `${problem ? problemText(problem, { environment: environment.name }).heading : 'Look up'} · Orchestration Desk`,
  )
  useEffect(() => {
    // After a lookup that found nothing the focus belongs to the heading that explains it.
    if ((query === '' && pasted === undefined) || hasProblem) field.current?.focus()
  }, [query, pasted, hasProblem])
  usePasteAnywhere(text => field.current?.fill(text))

  return (
    <div className="mx-auto max-w-3xl md:pt-10">
      <h1 className="mb-4 text-2xl font-semibold tracking-tight">Look up an orchestration</h1>
      {offered && <Offer environment={environment} id={offered} />}
      <LookupForm
        ref={field}
        large
        initial={pasted ?? query}
        hint="Paste one ID or many. We find them in links, JSON or a whole ticket."
        problem={problem && <InputProblem problem={problem} environment={environment.name} />}
        onLookup={lookup}
      />
      <div className="mt-8">
        <Outcome
          // A new lookup is a new outcome, with its own focus.
          key={useLocation().key}
          environment={environment}
          query={query}
          reference={reference}
        />
      </div>
      {query === '' && <Recents environment={environment} />}
      {query === '' && <Examples environment={environment} />}
    </div>
  )
}

function Outcome({
  environment,
  query,
  reference,
}: {
  environment: Environment
  query: string
  reference: string | undefined
}) {
  if (isReference(reference))
    return <TextResult environment={environment} texts={[reference, ...withoutPunctuation(reference)]} />
  const paste = readPaste(query, { origin: location.origin, environments, environment: environment.name })
  switch (paste.kind) {
    case 'nothing':
    case 'incomplete':
      return null
    case 'several':
    case 'id':
    case 'link':
    case 'address':
      return <Navigate {...openPaste(query, environment.name)} replace />
    case 'hash':
      return <TextResult environment={environment} texts={[paste.hash]} isHash />
    case 'reference':
      return (
        <TextResult
          environment={environment}
          texts={[paste.reference, ...(paste.verbatim === undefined ? [] : [paste.verbatim])]}
          contains={paste.contains}
        />
      )
  }
}

/** What a mail or chat tool may have left behind a reference in a link. */
function withoutPunctuation(reference: string): readonly string[] {
  const word = stripWrapping(reference)
  return word === '' || word === reference ? [] : [word]
}

const environments = appConfig.environments.map(({ name }) => name)

/** The API takes no reference of more than 256 characters. */
const isReference = (text: string | undefined): text is string => text !== undefined && text.length <= 256

/** What is wrong with the input itself. It stands under the field: nothing was looked up. */
function inputProblem(
  query: string,
  reference: string | undefined,
  pasted: string | undefined,
): LookupProblem | undefined {
  if (isReference(reference)) return undefined
  // The address may hold only a part of what was pasted.
  if (query.trim() === '') return pasted === undefined && query === '' ? undefined : { code: 'empty' }
  const paste = readPaste(query, { origin: location.origin, environments })
  if (paste.kind === 'incomplete') return { code: 'incomplete_id', reason: paste.reason }
  if (paste.kind !== 'nothing') return undefined
  const { length } = pasted ?? query
  return { code: 'nothing_in_text', reason: `It has ${length.toLocaleString('en')} characters.` }
}

function InputProblem({ problem, environment }: { problem: LookupProblem; environment: string }) {
  const { heading, body } = problemText(problem, { environment })
  return (
    <p>
      <strong className="font-semibold">{heading}</strong> {body.join(' ')}
    </p>
  )
}

function Offer({ environment, id }: { environment: Environment; id: string }) {
  const navigate = useNavigate()
  return (
    <div className="mb-6 rounded-xl border border-line bg-card p-4 shadow-card">
      <p translate="no" className="code">
        {id}
      </p>
      <p className="mt-1 mb-3 text-ink-soft">This ID was open in another environment.</p>
      <Button onClick={() => navigate(paths.orchestration(environment.name, id))}>
        Look up this ID in {environmentTitle(environment.name)}?
      </Button>
    </div>
  )
}

/** Pasting anywhere outside a field fills the box. */
function usePasteAnywhere(fill: (text: string) => void): void {
  const latest = useRef(fill)
  useEffect(() => {
    latest.current = fill
  })
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const inField = event.target instanceof HTMLElement && event.target.closest('input, textarea, dialog')
      const text = event.clipboardData?.getData('text/plain')
      if (inField || !text) return
      event.preventDefault()
      latest.current(text)
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [])
}
