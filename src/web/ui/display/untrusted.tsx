/** Text that somebody outside wrote: a reason, a reference, metadata. It is only ever text, and shows what it really holds. */
import { Fragment, useState } from 'react'
import { Button, ExternalLink } from '../controls/button.tsx'
import { cx } from './cx.ts'

/**
 * Characters that show nothing or turn the text around them: controls (but tab and line feed), bidirectional and
 * zero-width ones. A zero-width joiner that holds an emoji together is no secret.
 */
const hidden = /((?![\t\n])(?!(?<=\p{Extended_Pictographic}\ufe0f?)\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}])/u

/** Text of printable ASCII, as most is, holds nothing hidden. */
const plain = /^[ -~]*$/

/** Past this many characters a text is folded, so that it does not push the rest of the page away. */
const longText = 600

/** The exact text; an invisible character is shown by its number, "U+202E". Text longer than `foldedAfter` folds. */
export const Untrusted = ({ text, foldedAfter = longText }: { text: string; foldedAfter?: number }) =>
  text.length > foldedAfter ? <Folding key={text} text={text} /> : <Letters text={text} folded={false} />

/** The exact text, as a link where there is an address for it. */
export const UntrustedLink = ({ href, text }: { href: string | undefined; text: string }) =>
  href ? (
    <ExternalLink href={href}>
      <Untrusted text={text} />
    </ExternalLink>
  ) : (
    <Untrusted text={text} />
  )

function Letters({ text, folded }: { text: string; folded: boolean }) {
  return (
    <bdi translate="no" className={cx('whitespace-pre-wrap wrap-anywhere', folded && 'line-clamp-4')}>
      {plain.test(text)
        ? text
        : text.split(hidden).map((piece, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other identity than their order
            <Fragment key={index}>{index % 2 ? <HiddenCharacter character={piece} /> : piece}</Fragment>
          ))}
    </bdi>
  )
}

function Folding({ text }: { text: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Letters text={text} folded={!open} />
      <Button size="small" className="mt-1 font-sans print:hidden" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Show less' : `Show all ${text.length.toLocaleString('en')} characters`}
      </Button>
    </>
  )
}

const HiddenCharacter = ({ character }: { character: string }) => (
  <span className="mx-px rounded-sm border border-dashed border-neutral-line bg-neutral-fill px-0.5 font-mono text-xs text-neutral">
    U+{character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}
  </span>
)
