/** Finds a file of a release that is not there whole. */
const { existsSync, statSync } = require('node:fs')
const { join } = require('node:path')

const root = join(__dirname, '..')
/** Sizes in bytes by path, made by `npm run release`; a checkout has no such list. */
const list = join(__dirname, 'files.json')

/** A sentence without its full stop, on the first file that is missing or cut off; undefined when there is none. */
exports.damagedFile = () => {
  const sizes = existsSync(list) ? require(list) : {}
  const hasApp = existsSync(join(root, 'dist'))
  for (const path of Object.keys(sizes)) {
    const file = statSync(join(root, path), { throwIfNoEntry: false })
    // The server itself says that there is no web app, or what its page lacks.
    const isChecked = path.startsWith('dist/') ? hasApp && !/^dist\/(index\.html|assets\/)/.test(path) : true
    if (file === undefined && isChecked) return `${path} is missing`
    if (file !== undefined && file.size < sizes[path]) return `${path} is cut off`
  }
  return undefined
}
