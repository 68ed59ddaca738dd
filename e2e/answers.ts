/** Answers that a test gives in place of the server, marked as the server marks its own. */
export const asData = (json: unknown) => ({ json, headers: { 'x-stale': 'no' } })

export const asProblem = (status: number, { code, ...rest }: { code: string } & Record<string, unknown>) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: `urn:orchestration-desk:problem:${code}`, status, code, ...rest }),
})
