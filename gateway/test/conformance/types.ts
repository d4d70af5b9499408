import { finder, type Row, type Suite } from './suite.ts';

const media: Row[] = [
  { __typename: 'Book', id: 'm1', title: 'Maps', pages: 300 },
  { __typename: 'Film', id: 'm2', title: 'Tides', minutes: 90 },
];
const typed = (row: Row | null) => row;

/** Types that are one of several, and those that not everybody is to see. */
export const typeSuites: readonly Suite[] = [
  {
    name: 'unions and interfaces over subgraphs',
    subgraphs: [
      {
        name: 'a',
        sdl: `type Query { all: [Medium!]! found: [Hit!]! }
        interface Medium { id: ID! } union Hit = Book | Film | Note
        type Book implements Medium @key(fields: "id") { id: ID! } type Film implements Medium @key(fields: "id") { id: ID! } type Note { text: String }`,
        resolvers: {
          Query: { all: () => media, found: () => [media[1], { __typename: 'Note', text: 'n' }, media[0]] },
        },
      },
      {
        name: 'b',
        sdl: `interface Titled { title: String }
        type Book implements Titled @key(fields: "id") { id: ID! title: String pages: Int } type Film implements Titled @key(fields: "id") { id: ID! title: String minutes: Int }`,
        resolvers: {
          Book: { __resolveReference: finder(media, 'id') },
          Film: { __resolveReference: finder(media, 'id') },
        },
      },
    ],
    cases: [
      {
        name: 'are completed by kind, in the order of the list',
        query: '{ found { __typename ... on Book { pages title } ... on Film { minutes } ... on Note { text } } }',
        data: {
          found: [
            { __typename: 'Film', minutes: 90 },
            { __typename: 'Note', text: 'n' },
            { __typename: 'Book', pages: 300, title: 'Maps' },
          ],
        },
      },
      {
        name: 'may be asked by an interface of another subgraph',
        query: '{ all { id ... on Titled { title } } }',
        data: {
          all: [
            { id: 'm1', title: 'Maps' },
            { id: 'm2', title: 'Tides' },
          ],
        },
      },
      {
        name: 'give what fragments within fragments ask',
        query: '{ all { ...M } } fragment M on Medium { ... on Medium { ... on Film { t: title id } } __typename }',
        data: { all: [{ __typename: 'Book' }, { t: 'Tides', id: 'm2', __typename: 'Film' }] },
      },
    ],
  },
  {
    name: '@interfaceObject',
    subgraphs: [
      {
        name: 'a',
        sdl: `type Query { all: [Medium!]! } interface Medium @key(fields: "id") { id: ID! }
        type Book implements Medium @key(fields: "id") { id: ID! pages: Int } type Film implements Medium @key(fields: "id") { id: ID! minutes: Int }`,
        resolvers: {
          Query: { all: () => media },
          Medium: {
            __resolveReference: (given: Row) =>
              typed(finder(media, 'id')(given) && { ...media.find(({ id }) => id === given['id']) }),
          },
          Book: { __resolveReference: finder(media, 'id') },
          Film: { __resolveReference: finder(media, 'id') },
        },
      },
      {
        name: 'b',
        sdl: 'type Query { rated: [Medium!]! } type Medium @interfaceObject @key(fields: "id") { id: ID! stars: Int! }',
        resolvers: {
          Query: { rated: () => [{ id: 'm2' }, { id: 'm1' }] },
          Medium: { __resolveReference: ({ id }: Row) => ({ id }), stars: ({ id }: Row) => (id === 'm1' ? 5 : 3) },
        },
      },
    ],
    cases: [
      {
        name: 'adds a field to every kind',
        query: '{ all { __typename id stars ... on Book { pages } } }',
        data: {
          all: [
            { __typename: 'Book', id: 'm1', stars: 5, pages: 300 },
            { __typename: 'Film', id: 'm2', stars: 3 },
          ],
        },
      },
      {
        name: 'is told of which kind its objects are',
        query: '{ rated { stars __typename ... on Film { minutes } } }',
        data: {
          rated: [
            { stars: 3, __typename: 'Film', minutes: 90 },
            { stars: 5, __typename: 'Book' },
          ],
        },
      },
    ],
  },
  {
    name: 'enums that differ',
    subgraphs: [
      {
        name: 'a',
        sdl: 'type Query { a(of: Kind!): Kind } enum Kind { ONE TWO }',
        resolvers: { Query: { a: (_: unknown, { of }: Row) => of } },
      },
      {
        name: 'b',
        sdl: 'type Query { b(of: Kind!): Kind } enum Kind { ONE TWO }',
        resolvers: { Query: { b: (_: unknown, { of }: Row) => of } },
      },
      { name: 'c', sdl: 'type Query { c: State } enum State { UP DOWN }', resolvers: { Query: { c: () => 'DOWN' } } },
      { name: 'd', sdl: 'type Query { d: State } enum State { UP GONE }', resolvers: { Query: { d: () => 'GONE' } } },
      {
        name: 'e',
        sdl: 'type Query { e(in: Way! = IN): String } enum Way { IN OUT }',
        resolvers: { Query: { e: (_: unknown, given: Row) => given['in'] } },
      },
      {
        name: 'f',
        sdl: 'type Query { f(in: Way!): String } enum Way { IN BOTH }',
        resolvers: { Query: { f: (_: unknown, given: Row) => given['in'] } },
      },
    ],
    cases: [
      {
        name: 'pass values through both ways',
        query: 'query ($k: Kind!) { a(of: $k) b(of: TWO) }',
        variables: { k: 'ONE' },
        data: { a: 'ONE', b: 'TWO' },
      },
      { name: 'have all values where they are answered', query: '{ c d }', data: { c: 'DOWN', d: 'GONE' } },
      {
        name: 'have common values where they are given',
        query: '{ e f(in: IN) __type(name: "Way") { enumValues { name } } }',
        data: { e: 'IN', f: 'IN', __type: { enumValues: [{ name: 'IN' }] } },
      },
    ],
  },
  {
    name: '@inaccessible',
    subgraphs: [
      {
        name: 'a',
        sdl: `type Query { hit: Hit levels: [Level] secretly: Int @inaccessible } union Hit = Open | Closed type Open { id: ID! } type Closed @inaccessible { id: ID! }
        enum Level { LOW HIGH @inaccessible }`,
        resolvers: { Query: { hit: () => ({ __typename: 'Closed', id: '1' }), levels: () => ['LOW', 'HIGH'] } },
      },
      {
        name: 'b',
        sdl: 'type Query { open: Thing } type Thing @key(fields: "id") { id: ID! @inaccessible name: String }',
        resolvers: { Query: { open: () => ({ id: 't', name: 'n' }) } },
      },
      {
        name: 'c',
        sdl: 'type Thing @key(fields: "id") { id: ID! more: String }',
        resolvers: { Thing: { more: ({ id }: Row) => `more of ${id}` } },
      },
    ],
    cases: [
      {
        name: 'types and values are never shown',
        query: '{ hit { __typename } levels }',
        data: { hit: null, levels: ['LOW', null] },
        errors: ['hit', 'levels.1'],
      },
      { name: 'keys still join', query: '{ open { name more } }', data: { open: { name: 'n', more: 'more of t' } } },
      {
        name: 'fields are not in the schema',
        query: '{ __type(name: "Thing") { fields { name } } }',
        data: { __type: { fields: [{ name: 'name' }, { name: 'more' }] } },
      },
    ],
  },
];
