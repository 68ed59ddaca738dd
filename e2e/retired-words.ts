/** Texts that were replaced, and words that the screens do without. None of them may come back. */
import type { Page } from '@playwright/test'

const retired: readonly RegExp[] = [
  // An orchestration is not a payment; "your payments team" is who retries.
  /\bpayments?\b(?! team)/i,
  /Whose move|nobody named|asks? anything of|may name someone|names nobody/i,
  /(?:network|Done|waiting|conversion|source transfer) \(inferred\)/,
  /does not say whose|Final: start again|exceeds the maximum rent|was made with a stale|needs a trustline at/,
  /Money in is|the payout (?:is|has)|which this version doesn't know/,
  /No update for \d+ d\.|Paxos docs: crypto|Banks move money|It waits for an approval/,
  /Final: (?:one more|not)|Waiting to retry|Not refreshing|it may have changed/,
  /Created Not reported|\bad hoc\b|^by rule /im,
  /\(event\)|\(last update\) ·|Still reported as planned|the two update separately|\d+ searched · |in 0 searched/,
  /all times your own|Secondary status: None|Credit \(into|Debit \(out|source amount less/,
  /Your system may not know|like it (?:failed|completed)|Customers are told apart|Newest other/,
  /Show them by Paxos's reason|Longer than (?:any|\d+) of|took at most from its creation|as far as one can tell/,
  /A link can be edited|when it was copied|no IDs, no reasons|In summaries and in the pack|Tell me when it's done/,
  /How we know this|Times to the last digit|\bBounded\b|\blooked at \d|Clear and stop remembering/,
  /Not checked whether|to try$|None has it|as a leg\b|We gave up after|What the transfer's record/m,
  /\bOpen it\b|by which deposits become|If it stays|^Asked for$|In the order pasted|Worst first/m,
  /Check the \d+ open again|Try the \d+ left|What was read before|is from before|more available/,
  /Filter loaded rows|Read just now|any of them\. Capitals|Capitals count|Paxos answered with an empty list/,
  /Next older ones|To the newest|How it has been doing|Worst time|The slowest one|All its failures/,
  /Other failures with this reason|It starts nothing|Deposits that match it|itself says that it was made/,
  /Browse failed ones|To the box for|Show or fold|Close, or leave a field|UTC or your own time first/,
  /by this server's clock|at the latest, and shorter|In this dashboard's log|let nobody in/,
  /faster than one person may|Paxos knows nothing|sent us elsewhere|As much is being asked/,
  /\b(?:whoever|to the letter|by halves|come by|in one go)\b/i,
]

/** Everything a reader can see or hear: the text, hidden sections included, and what names controls. */
const wordsOf = (page: Page) =>
  page.evaluate(() => {
    const attributes = ['aria-label', 'title', 'placeholder', 'alt', 'data-column']
    const named = [...document.querySelectorAll('*')].flatMap(element =>
      attributes.flatMap(name => element.getAttribute(name) ?? []),
    )
    // Records and samples quote what Paxos, or its simulator, sent.
    const copy = document.body.cloneNode(true) as HTMLElement
    for (const quoted of copy.querySelectorAll('script, style, pre, [data-raw], .untrusted')) quoted.remove()
    const texts: string[] = []
    const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT)
    for (let node = walk.nextNode(); node; node = walk.nextNode()) texts.push(node.textContent ?? '')
    return [document.title, copy.textContent ?? '', ...texts, ...named]
  })

/** What of the page was retired, each with the words around it. */
export async function retiredWordsOn(page: Page): Promise<readonly string[]> {
  const words = [...new Set(await wordsOf(page))]
  return retired.flatMap(pattern => {
    const found = words.map(text => ({ text, at: text.search(pattern) })).find(({ at }) => at >= 0)
    return found ? [found.text.slice(Math.max(0, found.at - 40), found.at + 40)] : []
  })
}
