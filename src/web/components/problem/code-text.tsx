import { Fragment } from 'react'

/** A sentence in which a name to be typed stands between backticks: "lack `transfer:read_transfer`". */
export const CodeText = ({ text }: { text: string }) =>
  text.split('`').map((piece, index) =>
    index % 2 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other identity than their order
      <code key={index} translate="no" className="code">
        {piece}
      </code>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <Fragment key={index}>{piece}</Fragment>
    ),
  )
