/** A sign that is spoken as a word: an arrow is "to", a dash is "none". */
export const Sign = ({ says, children }: { says: string; children: string }) => (
  <span role="img" aria-label={says}>
    {children}
  </span>
)

/** A point between two parts of a line, which is not spoken. */
export const Dot = () => (
  <>
    {' '}
    <span aria-hidden="true">·</span>{' '}
  </>
)

const words: Readonly<Record<string, string>> = { '→': 'to', '≤': 'up to' }

/** Our own text with its signs: arrows and bounds are spoken as words, points not at all. */
export const Signs = ({ text }: { text: string }) =>
  text.split(/( · |[→≤])/).map((piece, index) => {
    if (index % 2 === 0) return piece
    const says = words[piece]
    // biome-ignore-start lint/suspicious/noArrayIndexKey: the pieces of a text have no other identity than their order
    return says === undefined ? (
      <Dot key={index} />
    ) : (
      <Sign key={index} says={says}>
        {piece}
      </Sign>
    )
    // biome-ignore-end lint/suspicious/noArrayIndexKey: as above
  })
