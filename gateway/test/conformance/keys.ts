import { finder, type Row, type Suite } from './suite.ts';

const products: Row[] = [
  { id: 'p1', sku: 's1', upc: 'u1', name: 'Lamp', price: 10, region: { code: 'no' } },
  { id: 'p2', sku: 's2', upc: 'u2', name: 'Desk', price: 20, region: { code: 'de' } },
];
const byRegion = ({ id, region }: Row) =>
  products.find((row) => row['id'] === id && row['region'].code === region?.code) ?? null;

/** Keys of entities: several, nested, composite, and some by which nothing can be looked up. */
export const keySuites: readonly Suite[] = [
  {
    name: 'keys of one subgraph that another does not know',
    subgraphs: [
      {
        name: 'a',
        sdl: 'type Query { products: [Product!]! } type Product @key(fields: "id") { id: ID! }',
        resolvers: { Query: { products: () => products } },
      },
      {
        name: 'b',
        sdl: 'type Product @key(fields: "id") @key(fields: "sku") { id: ID! sku: ID! }',
        resolvers: { Product: { __resolveReference: finder(products, 'id', 'sku') } },
      },
      {
        name: 'c',
        sdl: 'type Product @key(fields: "sku") @key(fields: "upc") { sku: ID! upc: ID! }',
        resolvers: { Product: { __resolveReference: finder(products, 'sku', 'upc') } },
      },
      {
        name: 'd',
        sdl: 'type Product @key(fields: "upc") { upc: ID! name: String price: Int }',
        resolvers: { Product: { __resolveReference: finder(products, 'upc') } },
      },
    ],
    cases: [
      {
        name: 'are reached over two others',
        query: '{ products { price name } }',
        data: {
          products: [
            { price: 10, name: 'Lamp' },
            { price: 20, name: 'Desk' },
          ],
        },
      },
      {
        name: 'are still those of the entity under aliases of other fields',
        query: '{ products { id: name sku: price upc } }',
        data: {
          products: [
            { id: 'Lamp', sku: 10, upc: 'u1' },
            { id: 'Desk', sku: 20, upc: 'u2' },
          ],
        },
      },
    ],
  },
  {
    name: 'a key of nested fields',
    subgraphs: [
      {
        name: 'a',
        sdl: 'type Query { products: [Product!]! } type Product @key(fields: "id region { code }") { id: ID! region: Region! } type Region { code: ID! @shareable }',
        resolvers: { Query: { products: () => products } },
      },
      {
        name: 'b',
        sdl: 'type Product @key(fields: "id region { code }") { id: ID! region: Region! name: String } type Region { code: ID! @shareable }',
        resolvers: { Product: { __resolveReference: byRegion } },
      },
    ],
    cases: [
      {
        name: 'is sent whole though none of it was asked for',
        query: '{ products { name } }',
        data: { products: [{ name: 'Lamp' }, { name: 'Desk' }] },
      },
      {
        name: 'does not mix with what was asked for in its place',
        query: '{ products { region { id: code } name } }',
        data: {
          products: [
            { region: { id: 'no' }, name: 'Lamp' },
            { region: { id: 'de' }, name: 'Desk' },
          ],
        },
      },
    ],
  },
  {
    name: 'a key by which nothing can be looked up',
    subgraphs: [
      {
        name: 'a',
        sdl: 'type Query { cart: [Product!]! } type Product @key(fields: "upc", resolvable: false) { upc: ID! }',
        resolvers: { Query: { cart: () => products } },
      },
      {
        name: 'b',
        sdl: 'type Product @key(fields: "upc") { upc: ID! name: String }',
        resolvers: { Product: { __resolveReference: finder(products, 'upc') } },
      },
    ],
    cases: [
      {
        name: 'still leads out of its subgraph',
        query: '{ cart { name upc } }',
        data: {
          cart: [
            { name: 'Lamp', upc: 'u1' },
            { name: 'Desk', upc: 'u2' },
          ],
        },
      },
    ],
  },
  {
    name: 'keys that overlap',
    subgraphs: [
      {
        name: 'a',
        sdl: 'type Query { first: Product } type Product @key(fields: "id") { id: ID! }',
        resolvers: { Query: { first: () => products[0] } },
      },
      {
        name: 'b',
        sdl: 'type Product @key(fields: "id") @key(fields: "id sku") { id: ID! sku: ID! }',
        resolvers: { Product: { __resolveReference: finder(products, 'id') } },
      },
      {
        name: 'c',
        sdl: 'type Product @key(fields: "id sku") { id: ID! sku: ID! name: String }',
        resolvers: {
          Product: { __resolveReference: ({ id, sku }: Row) => (sku ? { id, sku, name: `${sku} of ${id}` } : null) },
        },
      },
    ],
    cases: [
      {
        name: 'are completed before they are used',
        query: '{ first { name } }',
        data: { first: { name: 's1 of p1' } },
      },
    ],
  },
  {
    name: 'keys of which one only looks up',
    subgraphs: [
      {
        name: 'a',
        sdl: `type Depot @key(fields: "id") @key(fields: "code") @key(fields: "plot { row column }") @key(fields: "id plot { row column }") { id: ID! code: ID! plot: Plot! name: String! }
          type Plot @shareable { row: ID! column: ID! }`,
        resolvers: {
          Depot: {
            __resolveReference: ({ id }: Row) => ({ id, code: 'c', plot: { row: 1, column: 2 }, name: `depot ${id}` }),
          },
        },
      },
      {
        name: 'b',
        sdl: `type Query { city: City } type City @key(fields: "id") { id: ID! depots: [Depot!]! }
          type Depot @key(fields: "code", resolvable: false) @key(fields: "id", resolvable: false) @key(fields: "plot { row column }", resolvable: false) @key(fields: "id plot { row column }")
          { id: ID! code: ID! plot: Plot! name: String! @external sign: String! @requires(fields: "name") }
          type Plot @shareable { row: ID! column: ID! }`,
        resolvers: {
          Query: { city: () => ({ id: 'x', depots: [{ id: '1', code: 'c', plot: { row: 1, column: 2 } }] }) },
          Depot: {
            __resolveReference: ({ id, plot, name }: Row) => {
              if (!id || !plot?.row || !plot.column) throw new Error('not a key to look up by');
              return { id, plot, name };
            },
            sign: ({ name, plot }: Row) => `to ${name} at ${plot.row}/${plot.column}`,
          },
        },
      },
    ],
    cases: [
      {
        name: 'are gone back by that one',
        query: '{ city { id depots { id name sign } } }',
        data: { city: { id: 'x', depots: [{ id: '1', name: 'depot 1', sign: 'to depot 1 at 1/2' }] } },
      },
    ],
  },
  {
    name: 'an entity that is not there',
    subgraphs: [
      {
        name: 'a',
        sdl: 'type Query { seats: [Seat!]! } type Seat @key(fields: "id") { id: ID! guest: Guest } type Guest @key(fields: "id") { id: ID }',
        resolvers: {
          Query: {
            seats: () => [
              { id: '1', guest: { id: 'g1' } },
              { id: '2', guest: null },
              { id: '3', guest: { id: 'gone' } },
              { id: '4', guest: { id: null } },
            ],
          },
        },
      },
      {
        name: 'b',
        sdl: 'type Guest @key(fields: "id") { id: ID name: String }',
        resolvers: { Guest: { __resolveReference: finder([{ id: 'g1', name: 'Ada' }], 'id') } },
      },
    ],
    cases: [
      {
        name: 'and one whose key is null leave their own fields null, and the others alone',
        query: '{ seats { id guest { name } } }',
        data: {
          seats: [
            { id: '1', guest: { name: 'Ada' } },
            { id: '2', guest: null },
            { id: '3', guest: { name: null } },
            { id: '4', guest: { name: null } },
          ],
        },
      },
    ],
  },
];
