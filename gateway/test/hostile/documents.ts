const repeat = (count: number, text: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => text(n)).join(' ');

/** Each fragment spreads the next one twice, under two aliases. */
function doubling(levels: number): string {
  const fragments = repeat(
    levels,
    (n) => `fragment F${n} on Person { a: boss { ...F${n + 1} } b: boss { ...F${n + 1} } }`,
  );
  return `{ people { ...F0 } } ${fragments} fragment F${levels} on Person { id }`;
}

/** The same without fields between the fragments. */
function flatDoubling(levels: number): string {
  const fragments = repeat(levels, (n) => `fragment F${n} on Person { ...F${n + 1} ...F${n + 1} }`);
  return `{ people { ...F0 } } ${fragments} fragment F${levels} on Person { id }`;
}

/** Documents that are to be refused in no time. */
export const hostileDocuments: readonly [name: string, query: string][] = [
  ...[8, 10, 12, 14, 16, 18, 20, 22, 24].map((n): [string, string] => [
    `fragments that double ${n} times`,
    doubling(n),
  ]),
  ['fragments that double in place', flatDoubling(60)],
  [
    'fragments in a cycle',
    '{ people { ...A } } fragment A on Person { boss { ...B } } fragment B on Person { boss { ...A } }',
  ],
  ['a fragment that spreads itself', '{ people { ...A } } fragment A on Person { ...A id }'],
  ['a hundred thousand aliases', `{ ${repeat(100_000, (n) => `a${n}:__typename`)} }`],
  ['101 aliases of __typename', `{ ${repeat(101, (n) => `a${n}: __typename`)} }`],
  ['500 times the same field', `{ page { ${repeat(500, () => 'hasNextPage')} } }`],
  ['21 root fields', `{ ${repeat(21, () => '__typename')} }`],
  [
    'aliases hidden in fragments',
    `{ people { ...A ...B } } ${['A', 'B'].map((f) => `fragment ${f} on Person { ${repeat(16, (n) => `${f}${n}: name`)} }`).join(' ')}`,
  ],
  ['deep nesting', `{ people { ${'boss { '.repeat(40)} id ${'} '.repeat(40)} } }`],
  ['deep inline fragments', `{ people { ${'... { boss { '.repeat(15)} id ${'} } '.repeat(15)} } }`],
  ['deep introspection', `{ __schema { types { ${'fields { type { '.repeat(20)} name ${'} } '.repeat(20)} } } }`],
  ['ten unknown directives', `{ __typename ${repeat(30, (n) => `@d${n}`)} }`],
  ['a long string', `{ echo(input: {text: "${'x'.repeat(200_000)}" mood: WRONG}) }`],
  ['many braces', '{'.repeat(100_000)],
  ['no end of a string', `{ echo(input: {text: """${'\\"""'.repeat(20_000)}`],
  ['a wide list by literal', '{ people(first: 2000000) { id name } }'],
  ['an operation that would not run', `query A { __typename } query B { people { ${repeat(190, () => 'boss{id}')} } }`],
  ['a fragment that nobody uses', `{ __typename } fragment F on Person { ${repeat(190, () => 'boss{id}')} }`],
  ['overlapping fields', `{ people { ${repeat(150, (n) => `a: boss { b${n % 7}: name }`)} } }`],
];
