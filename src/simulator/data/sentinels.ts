/** Ids that make the simulator misbehave when read as `GET /orchestration/orchestrations/{id}`. */

/** The kinds of misbehaviour; `http/misbehaviours.ts` implements them. */
export type Misbehaviour =
  | 'bad-request'
  | 'unauthorized'
  | 'forbidden-scope'
  | 'forbidden-other'
  | 'not-found'
  | 'rate-limited'
  | 'server-error'
  | 'unavailable'
  | 'hangs'
  | 'headers-drip'
  | 'body-drip'
  | 'cut-with-length'
  | 'cut-without-length'
  | 'reset'
  | 'reset-mid-body'
  | 'not-json'
  | 'html'
  | 'empty'
  | 'list-instead'
  | 'redirect'
  | 'huge'
  | 'gzip-bomb'
  | 'huge-header'
  | 'garbage'
  | 'prototype-keys'
  | 'recovers'

export type Sentinel = {
  readonly id: string
  /** One line: the response. */
  readonly shows: string
  /** Undefined: the ID just isn't an orchestration. */
  readonly does?: Misbehaviour
}

const sentinel = (id: string, does: Misbehaviour, shows: string): Sentinel => ({ id, shows, does })

/** Any UUID with the same first four groups misbehaves in the same way, except `transfer-id`. */
export const sentinels = {
  'bad-request': sentinel(
    '7d621617-3245-4535-a47d-abf194e9897c',
    'bad-request',
    '400 with a problem document that explains the error.',
  ),
  unauthorized: sentinel('ff6eae24-b7b6-4ff1-863c-c813df8ace96', 'unauthorized', '401, however fresh the token is.'),
  'forbidden-scope': sentinel(
    'ece342b4-3e26-49da-b6a0-008d0bc27d9d',
    'forbidden-scope',
    '403 because the token lacks the scope, named in the detail.',
  ),
  'forbidden-other': sentinel(
    '348750ee-0cc0-46bf-aeea-7ceb7bfcfcc5',
    'forbidden-other',
    '403 for a business reason, not for a scope.',
  ),
  'not-found': sentinel('25eb3512-0caa-4542-8833-6cffe7f928f8', 'not-found', '404: no such orchestration.'),
  'rate-limited': sentinel(
    '04ad5f8e-7bff-4e10-9e17-4394c7ea2a33',
    'rate-limited',
    '429, and every request from that address gets 429 for a while (10 s by default).',
  ),
  'server-error': sentinel('d631b5da-c138-475c-9e62-26578556b3ee', 'server-error', '500 with a problem document.'),
  unavailable: sentinel(
    'b85014c9-baea-4831-8512-f6ead8809334',
    'unavailable',
    '503 with plain text instead of a problem document.',
  ),
  recovers: sentinel(
    '10ed2d4e-d67a-4975-b350-e2d7ef4c1a0a',
    'recovers',
    '503 for the first two reads of an ID, then a completed orchestration.',
  ),
  hangs: sentinel('c950c14b-48cb-49dc-a665-ee7ef810365d', 'hangs', 'Never answers; the connection stays open.'),
  'headers-drip': sentinel(
    '207f08e5-3084-4a28-b9c3-726fcfe5e039',
    'headers-drip',
    'The response head arrives one byte a second.',
  ),
  'body-drip': sentinel(
    '810bab20-71bf-408a-b23b-1922ea4c4cd7',
    'body-drip',
    'A valid head at once, then the body one byte a second.',
  ),
  'cut-with-length': sentinel(
    'caac4f8c-ad4c-4c32-ab4d-b3eb82f7b346',
    'cut-with-length',
    'Half of the body that content-length promises, then the connection closes.',
  ),
  'cut-without-length': sentinel(
    '184d8c52-3e86-4a40-9b14-434b9a63ad51',
    'cut-without-length',
    'Half of the record and no content-length, so that it looks complete.',
  ),
  reset: sentinel('86287a1a-583f-48dc-97fb-c62961dcc06e', 'reset', 'The connection is reset before a byte is sent.'),
  'reset-mid-body': sentinel(
    'b3bb51b3-d702-4be1-8dfe-cfe76e2739a9',
    'reset-mid-body',
    'The connection is reset in the middle of the body.',
  ),
  'not-json': sentinel(
    'ef5ed2fd-335e-41ab-be6b-8413172b33d0',
    'not-json',
    '200 with a JSON content type and a body that is not JSON.',
  ),
  html: sentinel(
    '2a2a3471-ed87-4ffc-b543-1bdcf1fdb4c8',
    'html',
    '200 with a web page, as a gateway in between may send.',
  ),
  empty: sentinel('54c5337f-0b1b-43c7-a15e-6df0dd663789', 'empty', '200 with no body at all.'),
  'list-instead': sentinel(
    'd1eeab46-adb1-4825-9ffd-e366194169c0',
    'list-instead',
    '200 with a JSON list instead of one record.',
  ),
  redirect: sentinel(
    'a07dcfeb-92f2-4f14-8782-a166eca4d02d',
    'redirect',
    '302 to an address like those that hand out cloud credentials.',
  ),
  huge: sentinel('60905b3d-7767-45a3-a235-50c6368d025c', 'huge', 'A valid record of 12 MB.'),
  'gzip-bomb': sentinel(
    '667d2787-4d90-482a-a23a-b62b47bbee85',
    'gzip-bomb',
    'A few kilobytes of unrequested gzip that decompress to 64 MB.',
  ),
  'huge-header': sentinel(
    '0b5b104a-6d3b-4f95-b34e-8daa1883ed3f',
    'huge-header',
    'A response with one header of 70 kB.',
  ),
  garbage: sentinel('b6cc1df6-fc68-4cbc-96f5-ef12c47f337e', 'garbage', 'Bytes that are not HTTP.'),
  'prototype-keys': sentinel(
    'e4dc3769-405f-4c7f-b368-83a378520c9a',
    'prototype-keys',
    'A record with __proto__ and constructor in its metadata: data to show or refuse, never to obey.',
  ),
  'transfer-id': {
    id: '35e3d34d-5552-4185-9583-d6b2856291c0',
    shows: '404 as an orchestration: it is the source transfer of the first scenario.',
  },
}
