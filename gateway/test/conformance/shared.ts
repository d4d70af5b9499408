import { finder, type Row, type Suite } from './suite.ts';

const works: Row[] = [
  { __typename: 'Book', id: '1', title: 'Maps' },
  { __typename: 'Song', id: '2', title: 'Tides' },
];
const orders: Row[] = [
  { id: 'a', line: { nr: 1, shelf: { code: 'x' } } },
  { id: 'b', line: { nr: 2, shelf: null } },
];

/** What several subgraphs have in common, in part or under rules of their own. */
export const sharedSuites: readonly Suite[] = [
  {
    name: 'a union of which subgraphs know different members',
    subgraphs: [
      {
        name: 'a',
        sdl: `type Query { best: Work @shareable works: [Work!]! } union Work = Book | Song
          type Book @key(fields: "id") { id: ID! title: String @shareable } type Song @key(fields: "id") { id: ID! title: String @shareable }`,
        resolvers: { Query: { best: () => works[0], works: () => works } },
      },
      {
        name: 'b',
        sdl: `type Query { best: Work @shareable last: Work } union Work = Book | Film
          type Book @key(fields: "id") { id: ID! title: String @shareable pages: Int } type Film @key(fields: "id") { id: ID! minutes: Int }`,
        resolvers: {
          Query: { best: () => works[0], last: () => ({ __typename: 'Film', id: '9', minutes: 90 }) },
          Book: { __resolveReference: finder(works, 'id'), pages: () => 300 },
        },
      },
    ],
    cases: [
      {
        name: 'gives each what it has, wherever it comes from',
        query:
          '{ works { __typename ...B ... on Song { title } ... on Film { minutes } } last { ... on Film { minutes } ... on Song { title } } best { ...B } } fragment B on Book { title pages }',
        data: {
          works: [
            { __typename: 'Book', title: 'Maps', pages: 300 },
            { __typename: 'Song', title: 'Tides' },
          ],
          last: { minutes: 90 },
          best: { title: 'Maps', pages: 300 },
        },
      },
    ],
  },
  {
    name: '@provides below lists and on kinds',
    subgraphs: [
      {
        name: 'a',
        sdl: `type Query { shelf: Shelf @provides(fields: "works { ... on Book { title author { name } } }") }
          type Shelf @shareable { works: [Work!]! } union Work = Book | Song
          type Book @key(fields: "id") { id: ID! title: String @external author: Author @external } type Song @key(fields: "id") { id: ID! }
          type Author @key(fields: "id") { id: ID! name: String @external }`,
        resolvers: {
          Query: {
            shelf: () => ({
              works: [{ __typename: 'Book', id: '1', title: 'given', author: { id: 'n', name: 'given' } }, works[1]],
            }),
          },
        },
      },
      {
        name: 'b',
        sdl: `type Book @key(fields: "id") { id: ID! title: String @shareable author: Author @shareable } type Song @key(fields: "id") { id: ID! title: String @shareable }
          type Author @key(fields: "id") { id: ID! name: String @shareable age: Int }`,
        resolvers: {
          Book: { __resolveReference: finder(works, 'id'), author: () => ({ id: 'n', name: 'own' }) },
          Song: { __resolveReference: finder(works, 'id') },
          Author: { __resolveReference: ({ id }: Row) => ({ id, name: 'own' }), age: () => 70 },
        },
      },
    ],
    cases: [
      {
        name: 'hold for these and no others',
        query: '{ shelf { works { ... on Book { title author { name age } } ... on Song { title } } } }',
        data: { shelf: { works: [{ title: 'given', author: { name: 'given', age: 70 } }, { title: 'Tides' }] } },
      },
    ],
  },
  {
    name: 'a nested key of which a part is null',
    subgraphs: [
      {
        name: 'a',
        sdl: `type Query { orders: [Order!]! } type Order @key(fields: "line { nr shelf { code } }") { id: ID! line: Line! } type Line @shareable { nr: Int! shelf: Code } type Code @shareable { code: ID! }`,
        resolvers: { Query: { orders: () => orders } },
      },
      {
        name: 'b',
        sdl: `type Order @key(fields: "line { nr shelf { code } }") { line: Line! where: String } type Line @shareable { nr: Int! shelf: Code } type Code @shareable { code: ID! }`,
        resolvers: { Order: { where: ({ line }: Row) => `${line.nr} ${line.shelf?.code ?? 'nowhere'}` } },
      },
    ],
    cases: [
      {
        name: 'is sent as it is',
        query: '{ orders { where line { shelf { code } } } }',
        data: {
          orders: [
            { where: '1 x', line: { shelf: { code: 'x' } } },
            { where: '2 nowhere', line: { shelf: null } },
          ],
        },
      },
    ],
  },
  {
    name: '@interfaceObject with @requires',
    subgraphs: [
      {
        name: 'a',
        sdl: `type Query { works: [Work!]! } interface Work @key(fields: "id") { id: ID! title: String }
          type Book implements Work @key(fields: "id") { id: ID! title: String } type Song implements Work @key(fields: "id") { id: ID! title: String }`,
        resolvers: {
          Query: { works: () => works },
          Work: { __resolveReference: (given: Row) => works.find(({ id }) => id === given['id']) },
          Book: { __resolveReference: finder(works, 'id') },
          Song: { __resolveReference: finder(works, 'id') },
        },
      },
      {
        name: 'b',
        sdl: `type Work @interfaceObject @key(fields: "id") { id: ID! title: String @external short: String @requires(fields: "title") next: Work }`,
        resolvers: {
          Work: {
            short: ({ title }: Row) => String(title).slice(0, 2),
            next: ({ id }: Row) => ({ id: id === '1' ? '2' : '1' }),
          },
        },
      },
    ],
    cases: [
      {
        name: 'is given what every kind has',
        query: '{ works { short next { __typename short ... on Song { id } } } }',
        data: {
          works: [
            { short: 'Ma', next: { __typename: 'Song', short: 'Ti', id: '2' } },
            { short: 'Ti', next: { __typename: 'Book', short: 'Ma' } },
          ],
        },
      },
    ],
  },
  {
    name: '@interfaceObject that is not looked up in its subgraph',
    subgraphs: [
      {
        name: 'a',
        sdl: `type Query { works: [Work!]! } interface Work @key(fields: "id") { id: ID! }
          type Book implements Work @key(fields: "id") { id: ID! title: String } type Song implements Work @key(fields: "id") { id: ID! title: String }`,
        resolvers: {
          Query: { works: () => works },
          Work: { __resolveReference: (given: Row) => works.find(({ id }) => id === given['id']) },
          Book: { __resolveReference: finder(works, 'id') },
          Song: { __resolveReference: finder(works, 'id') },
        },
      },
      {
        name: 'b',
        sdl: 'type Query { last: Work } type Work @interfaceObject @key(fields: "id", resolvable: false) { id: ID! }',
        resolvers: { Query: { last: () => ({ id: '2' }) } },
      },
    ],
    cases: [
      {
        name: 'gives its own',
        query: '{ last { id } works { id } }',
        data: { last: { id: '2' }, works: [{ id: '1' }, { id: '2' }] },
      },
      {
        name: 'is told of which kind it is',
        query: '{ last { __typename id ... on Song { title } ... on Book { id } } }',
        data: { last: { __typename: 'Song', id: '2', title: 'Tides' } },
      },
    ],
  },
  {
    name: '@override of what others require',
    subgraphs: [
      {
        name: 'old',
        sdl: 'type Query { orders: [Order!]! } type Order @key(fields: "id") { id: ID! state: String }',
        resolvers: { Query: { orders: () => [{ id: 'a', state: 'OLD' }] } },
      },
      {
        name: 'new',
        sdl: 'type Order @key(fields: "id") { id: ID! state: String @override(from: "old") }',
        resolvers: { Order: { state: () => 'NEW' } },
      },
      {
        name: 'c',
        sdl: 'type Order @key(fields: "id") { id: ID! state: String @external badge: String @requires(fields: "state") }',
        resolvers: { Order: { badge: ({ state }: Row) => `is ${state}` } },
      },
    ],
    cases: [
      {
        name: 'gives them the new',
        query: '{ orders { badge state } }',
        data: { orders: [{ badge: 'is NEW', state: 'NEW' }] },
      },
    ],
  },
  {
    name: '@override with a label',
    subgraphs: [
      {
        name: 'old',
        sdl: 'type Query { orders: [Order!]! } type Order @key(fields: "id") { id: ID! state: String count: Int }',
        resolvers: { Query: { orders: () => [{ id: 'a', state: 'OLD', count: 1 }] } },
      },
      {
        name: 'new',
        sdl: 'type Order @key(fields: "id") { id: ID! state: String @override(from: "old", label: "percent(100)") count: Int @override(from: "old", label: "trial") }',
        resolvers: { Order: { state: () => 'NEW', count: () => 2 } },
      },
    ],
    cases: [
      {
        name: 'counts as switched off, so that fields stay where they were',
        query: '{ orders { state count } }',
        data: { orders: [{ state: 'OLD', count: 1 }] },
      },
    ],
  },
];
