/** Describes the smart link to browsers, so that their address bar looks up what is typed there. */

const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** An OpenSearch 1.1 description; `origin` is where people reach this server. */
export const openSearchDescription = (origin: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>Orchestrations</ShortName>
  <Description>Look up a Paxos orchestration by any ID, reference or text</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Image width="16" height="16" type="image/svg+xml">${xml(origin)}/favicon.svg</Image>
  <Url type="text/html" method="get" template="${xml(origin)}/lookup?q={searchTerms}"/>
</OpenSearchDescription>
`
