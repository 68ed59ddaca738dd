/** Ends the process with one sentence under a Node that can't run the TypeScript sources. Written for any Node. */
const oldest = [22, 22]
const [major, minor] = process.versions.node.split('.').map(Number)
const isTooOld = major < oldest[0] || (major === oldest[0] && minor < oldest[1])

if (isTooOld || !process.features.typescript) {
  const needed = isTooOld ? `Node ${oldest.join('.')} or newer` : 'a Node that runs TypeScript'
  process.stderr.write(`Orchestration Desk needs ${needed}; this is Node ${process.versions.node}.\n`)
  process.exit(1)
}
