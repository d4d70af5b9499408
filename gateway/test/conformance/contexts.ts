import { finder, type Row, type Suite } from './suite.ts';

const offers: Row[] = [
  { id: 'o1', price: 10 },
  { id: 'o2', price: 20 },
];
const priced = ({ price }: Row, { currency, digits = 0 }: Row) => `${(price ?? 0).toFixed(digits)} ${currency ?? '?'}`;
const shops: Row[] = [
  { __typename: 'Shop', id: 's1', currency: 'NOK', offers: offers },
  { __typename: 'Shop', id: 's2', currency: 'EUR', offers: [offers[1]] },
  { __typename: 'Shop', id: 's3', currency: null, offers: [offers[0]] },
];

/** Fields that take arguments from what stands above them. */
export const contextSuites: readonly Suite[] = [
  {
    name: '@context and @fromContext',
    subgraphs: [
      {
        name: 'a',
        sdl: `type Query { shop(id: ID!): Shop shops: [Shop!]! market: Market places: [Place!]! }
          type Shop @key(fields: "id") @context(name: "place") { id: ID! currency: String offers: [Offer!]! best: Offer }
          type Market @key(fields: "id") @context(name: "place") @context(name: "market") { id: ID! currency: String @external shops: [Shop!]! offers: [Offer!]! }
          union Place = Shop | Market
          type Offer @key(fields: "id") { id: ID! price: Int tag(digits: Int, currency: String @fromContext(field: "$place { currency }")): String }`,
        resolvers: {
          Query: {
            shop: (_: unknown, { id }: Row) => finder(shops, 'id')({ id }),
            shops: () => shops,
            market: () => ({ id: 'm1', shops, offers }),
            places: () => [shops[0], { __typename: 'Market', id: 'm1', offers }, shops[1]],
          },
          Shop: { best: () => offers[0] },
          Offer: { __resolveReference: finder(offers, 'id'), tag: priced },
        },
      },
      {
        name: 'b',
        sdl: `type Market @key(fields: "id") { id: ID! currency: String } type Shop @key(fields: "id") { id: ID! stars: Int }
          type Offer @key(fields: "id") { id: ID! sold: Int shop: Shop }`,
        resolvers: {
          Market: { currency: () => 'DKK' },
          Shop: { stars: ({ id }: Row) => Number(String(id).slice(1)) },
          Offer: { sold: ({ id }: Row) => (id === 'o1' ? 1 : 2), shop: () => ({ id: 's1' }) },
        },
      },
    ],
    cases: [
      {
        name: 'give a field what stands above it, each time anew',
        query: '{ shops { offers { id tag sold } } }',
        data: {
          shops: [
            {
              offers: [
                { id: 'o1', tag: '10 NOK', sold: 1 },
                { id: 'o2', tag: '20 NOK', sold: 2 },
              ],
            },
            { offers: [{ id: 'o2', tag: '20 EUR', sold: 2 }] },
            { offers: [{ id: 'o1', tag: '10 ?', sold: 1 }] },
          ],
        },
      },
      {
        name: 'go with arguments, aliases and variables of the caller',
        query: `query ($contextualArgument_1_0: Int!, $id: ID!) { s: shop(id: $id) { currency: id o: offers { a: tag(digits: $contextualArgument_1_0) tag tag: tag } best { tag(digits: 1) } } }`,
        variables: { contextualArgument_1_0: 2, id: 's2' },
        data: { s: { currency: 's2', o: [{ a: '20.00 EUR', tag: '20 EUR' }], best: { tag: '10.0 EUR' } } },
      },
      {
        name: 'may come from another subgraph, and from the nearest that has them',
        query: '{ market { offers { tag } shops { offers { tag } } } }',
        data: {
          market: {
            offers: [{ tag: '10 DKK' }, { tag: '20 DKK' }],
            shops: [
              { offers: [{ tag: '10 NOK' }, { tag: '20 NOK' }] },
              { offers: [{ tag: '20 EUR' }] },
              { offers: [{ tag: '10 ?' }] },
            ],
          },
        },
      },
      {
        name: 'may come from objects of different types',
        query: '{ places { ... on Shop { offers { tag } stars } ... on Market { offers { tag } } } }',
        data: {
          places: [
            { offers: [{ tag: '10 NOK' }, { tag: '20 NOK' }], stars: 1 },
            { offers: [{ tag: '10 DKK' }, { tag: '20 DKK' }] },
            { offers: [{ tag: '20 EUR' }], stars: 2 },
          ],
        },
      },
    ],
  },
  {
    name: 'an entity that stands in two contexts',
    subgraphs: [
      {
        name: 'a',
        sdl: `type Query { halls: [Hall!]! } type Hall @key(fields: "id") @context(name: "hall") { id: ID! floor: Int! stand: Stand! } type Stand @key(fields: "id") { id: ID! }
          type Lamp @key(fields: "id") { id: ID! height(floor: Int @fromContext(field: "$hall { floor }")): Int }`,
        resolvers: {
          Query: { halls: () => [1, 2, 1].map((floor, n) => ({ id: `h${n}`, floor, stand: { id: 'same' } })) },
          Lamp: { height: (_: unknown, { floor }: Row) => floor * 100 },
        },
      },
      {
        name: 'b',
        sdl: 'type Stand @key(fields: "id") { id: ID! lamps: [Lamp!]! } type Lamp @key(fields: "id", resolvable: false) { id: ID! }',
        resolvers: { Stand: { lamps: () => [{ id: 'l1' }, { id: 'l2' }] } },
      },
    ],
    cases: [
      {
        name: 'has in each what belongs to it',
        query: '{ halls { stand { lamps { id height } } } }',
        data: {
          halls: [100, 200, 100].map((height) => ({
            stand: {
              lamps: [
                { id: 'l1', height },
                { id: 'l2', height },
              ],
            },
          })),
        },
      },
    ],
  },
  {
    name: 'many contexts',
    subgraphs: [
      {
        name: 'a',
        sdl: `type Query { rows: [Line!]! } type Line @key(fields: "nr") @context(name: "line") { nr: Int! cell: Cell! } type Cell @key(fields: "id") { id: ID! sum(nr: Int @fromContext(field: "$line { nr }")): Int! }`,
        resolvers: {
          Query: { rows: () => Array.from({ length: 120 }, (_, nr) => ({ nr, cell: { id: 'c' } })) },
          Cell: { sum: (_: unknown, { nr }: Row) => nr + 1 },
        },
      },
    ],
    cases: [
      {
        name: 'are told apart',
        query: '{ rows { cell { sum } } }',
        data: { rows: Array.from({ length: 120 }, (_, nr) => ({ cell: { sum: nr + 1 } })) },
      },
    ],
  },
];
