import { finder, type Row, type Suite } from './suite.ts';

const items: Row[] = [
  { id: '1', name: 'Table', price: 100, weight: 30, size: { width: 2, depth: 3 } },
  { id: '2', name: 'Lamp', price: 40, weight: 2, size: null },
];
const item = finder(items, 'id');
const QUERY = 'type Query { items: [Item!]! }';
const posts: Row[] = [{ id: 'x', comments: ['c1', 'c2', 'c3', 'c4', 'c5'] }];

const RATES: Row = { NOK: 100, EUR: 10, DKK: 70 };
const priceOf = (upc: string, currency?: string, net = false) =>
  (upc === 'p1' ? 1 : 2) * (currency ? RATES[currency] : 1) - (net ? 1 : 0);

/** Fields whose values come from, or are needed by, other subgraphs. */
export const fieldSuites: readonly Suite[] = [
  {
    name: '@requires',
    subgraphs: [
      {
        name: 'a',
        sdl: `${QUERY} type Item @key(fields: "id") { id: ID! name: String price: Int weight: Int size: Size } type Size { width: Int depth: Int }`,
        resolvers: { Query: { items: () => items }, Item: { __resolveReference: item } },
      },
      {
        name: 'b',
        sdl: `type Item @key(fields: "id") { id: ID! price: Int @external weight: Int @external size: Size @external freight: Int @requires(fields: "price weight") area: Int @requires(fields: "size { width depth }") }
        type Size @external { width: Int depth: Int }`,
        resolvers: {
          Item: {
            freight: ({ price, weight }: Row) => price + weight,
            area: ({ size }: Row) => (size ? size.width * size.depth : null),
          },
        },
      },
      {
        name: 'c',
        sdl: 'type Item @key(fields: "id") { id: ID! freight: Int @external label: String @requires(fields: "freight") }',
        resolvers: { Item: { label: ({ freight }: Row) => `costs ${freight}` } },
      },
    ],
    cases: [
      {
        name: 'is given what it needs, nested fields included',
        query: '{ items { freight area } }',
        data: {
          items: [
            { freight: 130, area: 6 },
            { freight: 42, area: null },
          ],
        },
      },
      {
        name: 'may need what itself has needs',
        query: '{ items { label } }',
        data: { items: [{ label: 'costs 130' }, { label: 'costs 42' }] },
      },
      {
        name: 'is not confused by aliases of what it needs',
        query: '{ items { price: weight weight: price freight } }',
        data: {
          items: [
            { price: 30, weight: 100, freight: 130 },
            { price: 2, weight: 40, freight: 42 },
          ],
        },
      },
      {
        name: 'is given what a condition leaves out for the caller',
        query: 'query ($no: Boolean!) { items { price @include(if: $no) freight weight @skip(if: true) } }',
        variables: { no: false },
        data: { items: [{ freight: 130 }, { freight: 42 }] },
      },
    ],
  },
  {
    name: '@requires with arguments',
    subgraphs: [
      {
        name: 'a',
        sdl: 'type Query { post: Post } type Post @key(fields: "id") { id: ID! comments(limit: Int): [Comment!]! } type Comment @key(fields: "id") { id: ID! }',
        resolvers: {
          Query: { post: () => posts[0] },
          Post: {
            __resolveReference: finder(posts, 'id'),
            comments: ({ comments }: Row, { limit }: Row) =>
              comments.slice(0, limit ?? 99).map((id: string) => ({ id })),
          },
        },
      },
      {
        name: 'b',
        sdl: 'type Post @key(fields: "id") { id: ID! comments(limit: Int): [Comment!]! @external teaser: String @requires(fields: "comments(limit: 3) { id }") } type Comment @key(fields: "id", resolvable: false) { id: ID! @external }',
        resolvers: { Post: { teaser: ({ comments }: Row) => comments.map(({ id }: Row) => id).join() } },
      },
    ],
    cases: [
      {
        name: 'keeps its own from the caller’s',
        query: '{ post { comments(limit: 1) { id } teaser } }',
        data: { post: { comments: [{ id: 'c1' }], teaser: 'c1,c2,c3' } },
      },
      {
        name: 'keeps several of the caller’s apart as well',
        query: 'query ($n: Int) { post { teaser a: comments(limit: $n) { id } comments { id } } }',
        variables: { n: 2 },
        data: {
          post: {
            teaser: 'c1,c2,c3',
            a: [{ id: 'c1' }, { id: 'c2' }],
            comments: ['c1', 'c2', 'c3', 'c4', 'c5'].map((id) => ({ id })),
          },
        },
      },
    ],
  },
  {
    name: 'a field that others require with different arguments',
    subgraphs: [
      {
        name: 'a',
        sdl: `type Product @key(fields: "upc") { upc: ID! weight: Int @external price(currency: String, net: Boolean): Int @external category: Category @external name: String
          inland: Int @requires(fields: "price(currency: \\"NOK\\") weight") abroad: Int @requires(fields: "price(currency: \\"EUR\\", net: true) weight") plain: Int @requires(fields: "price")
          dear: Boolean @requires(fields: "category { average(currency: \\"NOK\\") } price(currency: \\"NOK\\")") cheap: Boolean @requires(fields: "category { average(currency: \\"EUR\\") }") }
          type Category @external { average(currency: String): Int }`,
        resolvers: {
          Product: {
            __resolveReference: (row: Row) => ({ ...row, name: `given ${Object.keys(row).toSorted().join(' ')}` }),
            inland: ({ price, weight }: Row) => price * weight,
            abroad: ({ price, weight }: Row) => price * weight,
            plain: ({ price }: Row) => price,
            dear: ({ category, price }: Row) => price > category.average,
            cheap: ({ category }: Row) => category.average < 50,
          },
        },
      },
      {
        name: 'b',
        sdl: `type Query { product: Product products: [Product!]! } type Product @key(fields: "upc") { upc: ID! weight: Int price(currency: String, net: Boolean): Int category: Category }
          type Category { average(currency: String): Int }`,
        resolvers: {
          Query: { product: () => ({ upc: 'p1' }), products: () => [{ upc: 'p1' }, { upc: 'p2' }] },
          Product: {
            weight: ({ upc }: Row) => (upc === 'p1' ? 2 : 3),
            price: ({ upc }: Row, { currency, net }: Row) => priceOf(upc, currency, net),
            category: ({ upc }: Row) => ({ upc }),
          },
          Category: { average: ({ upc }: Row, { currency }: Row) => priceOf(upc, currency) - 5 },
        },
      },
      {
        name: 'c',
        sdl: `type Product @key(fields: "upc") { upc: ID! abroad: Int @external inland: Int @external price(currency: String, net: Boolean): Int @external
          both: Int @requires(fields: "abroad inland price(currency: \\"DKK\\")") }`,
        resolvers: {
          Product: { both: ({ abroad, inland, price }: Row) => abroad * 1_000_000 + inland * 1_000 + price },
        },
      },
    ],
    cases: [
      {
        name: 'has for each what it asked for',
        query: '{ products { inland abroad plain } }',
        data: {
          products: [
            { inland: 200, abroad: 18, plain: 1 },
            { inland: 600, abroad: 57, plain: 2 },
          ],
        },
      },
      {
        name: 'has them under whatever names',
        query: '{ product { price: abroad abroad: inland weight: price(currency: "DKK") p: price } }',
        data: { product: { price: 18, abroad: 200, weight: 70, p: 1 } },
      },
      {
        name: 'has them within what is nested, too',
        query: '{ product { cheap dear plain category { average(currency: "DKK") } } }',
        data: { product: { cheap: true, dear: true, plain: 1, category: { average: 65 } } },
      },
      {
        name: 'has them through others that need it',
        query: '{ product { both inland } both: products { upc both } }',
        data: {
          product: { both: 18_200_070, inland: 200 },
          both: [
            { upc: 'p1', both: 18_200_070 },
            { upc: 'p2', both: 57_600_140 },
          ],
        },
      },
      {
        name: 'sends nothing besides what is needed',
        query: '{ product { name } }',
        data: { product: { name: 'given __typename upc' } },
      },
    ],
  },
  {
    name: '@provides and @external',
    subgraphs: [
      {
        name: 'a',
        sdl: `type Query { best: Item @provides(fields: "name") any: Item }
        type Item @key(fields: "id") { id: ID! name: String @external }`,
        resolvers: { Query: { best: () => ({ id: '1', name: 'provided' }), any: () => ({ id: '1' }) } },
      },
      {
        name: 'b',
        sdl: 'type Item @key(fields: "id") { id: ID! name: String @shareable price: Int }',
        resolvers: { Item: { __resolveReference: item } },
      },
    ],
    cases: [
      { name: 'spare a call on their path', query: '{ best { name } }', data: { best: { name: 'provided' } } },
      { name: 'hold on no other path', query: '{ any { name price } }', data: { any: { name: 'Table', price: 100 } } },
    ],
  },
  {
    name: '@override and @shareable',
    subgraphs: [
      {
        name: 'old',
        sdl: `${QUERY} type Item @key(fields: "id") { id: ID! name: String @shareable price: Int }`,
        resolvers: { Query: { items: () => items.map((row) => ({ ...row, price: -1 })) } },
      },
      {
        name: 'new',
        sdl: 'type Item @key(fields: "id") { id: ID! name: String @shareable price: Int @override(from: "old") }',
        resolvers: { Item: { __resolveReference: item } },
      },
    ],
    cases: [
      {
        name: 'take a field from the one that took it over',
        query: '{ items { name price } }',
        data: {
          items: [
            { name: 'Table', price: 100 },
            { name: 'Lamp', price: 40 },
          ],
        },
      },
    ],
  },
  {
    name: '@extends',
    subgraphs: [
      {
        name: 'a',
        sdl: `${QUERY} type Item @key(fields: "id") { id: ID! name: String }`,
        resolvers: { Query: { items: () => items } },
      },
      {
        name: 'b',
        sdl: 'type Item @extends @key(fields: "id") { id: ID! @external stock: Int } type Query @extends { stocks: [Item!]! }',
        resolvers: {
          Query: { stocks: () => items.map(({ id }) => ({ id })) },
          Item: { stock: ({ id }: Row) => Number(id) * 7 },
        },
      },
      {
        name: 'c',
        sdl: 'extend type Item @key(fields: "id") { id: ID! @external shelf: String }',
        resolvers: { Item: { shelf: ({ id }: Row) => `shelf ${id}` } },
      },
    ],
    cases: [
      {
        name: 'and extend add fields to the types of others',
        query: '{ items { name stock shelf } }',
        data: {
          items: [
            { name: 'Table', stock: 7, shelf: 'shelf 1' },
            { name: 'Lamp', stock: 14, shelf: 'shelf 2' },
          ],
        },
      },
    ],
  },
];
