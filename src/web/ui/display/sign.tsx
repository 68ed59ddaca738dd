/** A sign that is spoken as a word: an arrow is "to", a dash is "none". */
export const Sign = ({ says, children }: { says: string; children: string }) => (
  <span role="img" aria-label={says}>
    {children}
  </span>
)
