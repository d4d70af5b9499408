import { finder, type Row, type Suite } from './suite.ts';

const users: Row[] = [
  { id: 'u1', name: 'Ada', friends: ['u2'] },
  { id: 'u2', name: 'Bo', friends: ['u1', 'u2'] },
];
let log: string[] = [];
const note = (word: string) => {
  if (word === 'start') log = [];
  log.push(word);
  return log.join(' ');
};

/** What operations may say. */
export const operationSuites: readonly Suite[] = [
  {
    name: '@skip and @include',
    subgraphs: [
      {
        name: 'a',
        sdl: 'type Query { users: [User!]! } type User @key(fields: "id") { id: ID! name: String friends: [User!]! }',
        resolvers: {
          Query: { users: () => users },
          User: { friends: ({ friends }: Row) => friends.map((id: string) => users.find((row) => row['id'] === id)) },
        },
      },
      {
        name: 'b',
        sdl: 'type User @key(fields: "id") { id: ID! age: Int }',
        resolvers: {
          User: { __resolveReference: finder(users, 'id'), age: ({ id }: Row) => Number(String(id).slice(1)) * 10 },
        },
      },
    ],
    cases: [
      {
        name: 'leave out fields of other subgraphs',
        query: 'query ($no: Boolean!) { users { name age @include(if: $no) } }',
        variables: { no: false },
        data: { users: [{ name: 'Ada' }, { name: 'Bo' }] },
      },
      {
        name: 'leave in what any mention of it wants',
        query:
          'query ($yes: Boolean = true) { users { age @skip(if: $yes) ...A } } fragment A on User { age @include(if: $yes) }',
        data: { users: [{ age: 10 }, { age: 20 }] },
      },
      {
        name: 'on fragments count for all within',
        query:
          'query ($no: Boolean!) { users { id ... @include(if: $no) { age } ...N @skip(if: $no) } } fragment N on User { friends { age } }',
        variables: { no: false },
        data: {
          users: [
            { id: 'u1', friends: [{ age: 20 }] },
            { id: 'u2', friends: [{ age: 10 }, { age: 20 }] },
          ],
        },
      },
      { name: 'may leave nothing at all', query: '{ users @skip(if: true) { age } }', data: {} },
    ],
  },
  {
    name: 'mutations',
    subgraphs: [
      {
        name: 'a',
        sdl: 'type Query { x: Int } type Mutation { first(word: String!): String third: Done } type Done @key(fields: "id") { id: ID! }',
        resolvers: {
          Mutation: { first: (_: unknown, { word }: Row) => note(word), third: () => (note('third'), { id: 'd' }) },
        },
      },
      {
        name: 'b',
        sdl: 'type Mutation { second: String! fails: String } type Done @key(fields: "id") { id: ID! log: String }',
        resolvers: {
          Mutation: {
            second: () => note('second'),
            fails: () => {
              throw new Error('no');
            },
          },
          Done: { log: () => log.join(' ') },
        },
      },
    ],
    cases: [
      {
        name: 'run one after another whatever subgraph they belong to',
        query: 'mutation { first(word: "start") second next: first(word: "next") third { log } }',
        data: {
          first: 'start',
          second: 'start second',
          next: 'start second next',
          third: { log: 'start second next third' },
        },
      },
      {
        name: 'are answered whole before the next begins, however many fields of one subgraph follow each other',
        query: `mutation { first(word: "start") a: third { log } ...T b: third { log } }
          fragment T on Mutation { __typename a: third { id } }`,
        data: {
          first: 'start',
          a: { log: 'start third', id: 'd' },
          __typename: 'Mutation',
          b: { log: 'start third third' },
        },
      },
      {
        name: 'go on behind one that failed',
        query: 'mutation { first(word: "start") fails second }',
        data: { first: 'start', fails: null, second: 'start second' },
        errors: ['fails'],
      },
    ],
  },
  {
    name: '@composeDirective',
    subgraphs: [
      {
        name: 'a',
        sdl: `extend schema @link(url: "https://example.org/shop/v1.0", import: ["@shelf"]) @composeDirective(name: "@shelf")
        directive @shelf(nr: Int!) on FIELD_DEFINITION type Query { user: User } type User @key(fields: "id") { id: ID! name: String @shelf(nr: 4) }`,
        resolvers: { Query: { user: () => users[0] } },
      },
      { name: 'b', sdl: 'type User @key(fields: "id") { id: ID! age: Int }', resolvers: { User: { age: () => 7 } } },
    ],
    cases: [
      { name: 'does not stand in the way', query: '{ user { name age } }', data: { user: { name: 'Ada', age: 7 } } },
    ],
  },
  {
    name: 'errors of subgraphs',
    subgraphs: [
      {
        name: 'a',
        sdl: 'type Query { users: [User] strict: [User!] } type User @key(fields: "id") { id: ID! name: String }',
        resolvers: { Query: { users: () => users, strict: () => users } },
      },
      {
        name: 'b',
        sdl: 'type User @key(fields: "id") { id: ID! nick: String! mood: String }',
        resolvers: {
          User: {
            __resolveReference: ({ id }: Row) => ({ id }),
            nick: ({ id }: Row) => {
              if (id === 'u2') throw new Error('none');
              return `${id}!`;
            },
            mood: ({ id }: Row) => {
              if (id === 'u1') throw new Error('grim');
              return 'fine';
            },
          },
        },
      },
    ],
    cases: [
      {
        name: 'stand where the value is null',
        query: '{ users { name m: mood } }',
        data: {
          users: [
            { name: 'Ada', m: null },
            { name: 'Bo', m: 'fine' },
          ],
        },
        errors: ['users.0.m'],
      },
      {
        name: 'take what may not be null with them up to what may',
        query: '{ users { nick } }',
        data: { users: [{ nick: 'u1!' }, null] },
        errors: ['users.1.nick'],
      },
      {
        name: 'reach through lists',
        query: '{ strict { nick } users { name } }',
        data: { strict: null, users: [{ name: 'Ada' }, { name: 'Bo' }] },
        errors: ['strict.1.nick'],
      },
    ],
  },
];
