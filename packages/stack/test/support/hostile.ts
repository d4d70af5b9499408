const times = (count: number, text: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => text(n)).join(' ');

/** Each fragment spreads the next one twice, under two aliases. */
function doubling(levels: number): string {
  const fragments = times(
    levels,
    (n) => `fragment F${n} on Unit { a: parent { ...F${n + 1} } b: parent { ...F${n + 1} } }`,
  );
  return `{ units { nodes { ...F0 } } } ${fragments} fragment F${levels} on Unit { id }`;
}

/** Documents that would cost much, or tell something, if they were let in. */
export const HOSTILE_DOCUMENTS: readonly (readonly [name: string, query: string])[] = [
  ['fragments that double 10 times', doubling(10)],
  ['fragments that double 24 times', doubling(24)],
  [
    'a cycle of fragments',
    '{ units { nodes { ...A } } } fragment A on Unit { parent { ...B } } fragment B on Unit { parent { ...A } }',
  ],
  ['101 aliases of __typename', `{ ${times(101, (n) => `a${n}: __typename`)} }`],
  ['100,000 aliases', `{ ${times(100_000, (n) => `a${n}: __typename`)} }`],
  ['500 times one field', `{ viewer { ${times(500, () => 'permissions')} } }`],
  ['deep nesting', `{ units { nodes { ${'parent { '.repeat(40)} id ${'} '.repeat(40)} } } }`],
  ['unknown directives', `{ __typename ${times(30, (n) => `@d${n}`)} }`],
  [
    'lists in lists',
    '{ units(first: 500) { nodes { children { children { children { id } } } } } trackers(first: 500) { nodes { positions(from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z") { nodes { id } } } } }',
  ],
  ['a page of two million', '{ units(first: 2000000) { nodes { id children { id name } } } }'],
  ['deep introspection', `{ __schema { types { ${'fields { type { '.repeat(20)} name ${'} } '.repeat(20)} } } }`],
  ['a field that is nearly right', '{ unitz { totalCount } }'],
  ['what belongs to federation', '{ _service { sdl } _entities(representations: []) { __typename } }'],
  ['no end', '{'.repeat(50_000)],
  ['nothing', ' '],
  ['a name of the prototype', '{ __proto__ constructor }'],
];

/** Requests to `/graphql` that are wrong before their document is looked at. */
export const ODD_REQUESTS: readonly (readonly [name: string, init: RequestInit & { query?: string }])[] = [
  ['no JSON', post('{')],
  ['a list of requests', post('[{"query":"{__typename}"}]')],
  ['a query that is a number', post('{"query":17}')],
  ['variables that are a list', post('{"query":"{__typename}","variables":[]}')],
  ['a million nested lists', post('['.repeat(130_000) + ']'.repeat(130_000))],
  ['bytes that are no UTF-8', post(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]))],
  ['a form', post('query={__typename}', { 'content-type': 'application/x-www-form-urlencoded' })],
  ['an odd charset', post('{"query":"{__typename}"}', { 'content-type': 'application/json; charset=utf-7' })],
  ['a zipped body', post('{"query":"{__typename}"}', { 'content-encoding': 'gzip' })],
  ['a GET without the guard header', { query: '?query={__typename}' }],
  ['a mutation by GET', { query: '?query=mutation{signOut{signedOut}}', headers: { 'x-trekker-csrf': '1' } }],
  ['a token of nobody', post('{"query":"{__typename}"}', { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' })],
  ['another scheme', post('{"query":"{__typename}"}', { authorization: 'Basic YTpi' })],
  ['a read-after of nonsense', post('{"query":"{__typename}"}', { 'x-trekker-read-after': '{"a":-1}' })],
  ['an answer nobody offers', post('{"query":"{__typename}"}', { accept: 'image/png' })],
  ['a DELETE', { method: 'DELETE' }],
];

function post(body: string | Uint8Array<ArrayBuffer>, headers: Readonly<Record<string, string>> = {}): RequestInit {
  return { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } };
}
