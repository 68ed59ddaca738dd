/** The bill of materials of a release in CycloneDX: npm's own, of what is shipped, without what differs each time. */
import { createHash } from 'node:crypto'
import { capture } from '../run.ts'

type Component = Readonly<Record<string, unknown>> & { readonly 'bom-ref': string }
type Bom = {
  readonly metadata: { readonly lifecycles: unknown; readonly tools: unknown; readonly component: Component }
  readonly components: readonly Component[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
}

/** `shipped` are packages as `name@version`. Throws with npm's own output when npm can't tell. */
export async function billOfMaterials(root: string, name: string, shipped: ReadonlySet<string>): Promise<string> {
  const { code, output } = await capture(
    'npm',
    ['sbom', '--sbom-format=cyclonedx', '--package-lock-only', '--sbom-type=application'],
    root,
  )
  if (code !== 0) throw new Error(`npm sbom failed: ${output}`)
  return shippedOnly(JSON.parse(output) as Bom, name, shipped)
}

function shippedOnly({ metadata, components, dependencies, ...rest }: Bom, name: string, shipped: ReadonlySet<string>) {
  const known = new Set([metadata.component['bom-ref'], ...shipped])
  const content = {
    ...rest,
    // npm takes the name of the directory, and the time.
    metadata: {
      lifecycles: metadata.lifecycles,
      tools: metadata.tools,
      component: { ...metadata.component, name },
    },
    components: components
      .filter(component => shipped.has(component['bom-ref']))
      // What the browser runs is only needed to build in a checkout, and shipped all the same.
      .map(component => ({ ...component, scope: 'required', properties: [] })),
    dependencies: dependencies
      .filter(({ ref }) => known.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(one => known.has(one)) })),
  }
  return `${JSON.stringify({ ...content, serialNumber: serialNumberOf(content) }, null, 2)}\n`
}

/** A UUID of version 8, made of what the bill says. */
function serialNumberOf(content: object): string {
  const hex = createHash('sha256')
    .update(JSON.stringify({ ...content, serialNumber: '' }))
    .digest('hex')
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(12, 15)}-8${hex.slice(15, 18)}-${hex.slice(18, 30)}`
}
