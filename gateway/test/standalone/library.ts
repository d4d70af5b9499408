import { setTimeout as sleep } from 'node:timers/promises';
import type { SubgraphModule } from './http-subgraphs.ts';

const titles: Readonly<Record<string, string>> = { b1: 'Maps', b2: 'Tides' };

/** Two subgraphs that have nothing to do with this product. */
export const library: readonly SubgraphModule[] = [
  {
    name: 'books',
    sdl: `
      type Query { books: [Book!]! book(id: ID!): Book slow(ms: Int!): String header(name: String!): String fails: String }
      type Mutation { lend(id: ID!): Book }
      type Subscription { lent: Book! ticks(to: Int!): Int! }
      type Book @key(fields: "id") { id: ID! title: String! }`,
    resolvers: {
      Query: {
        books: () => Object.keys(titles).map((id) => ({ id })),
        book: (_: unknown, { id }: { id: string }) => (titles[id] ? { id } : null),
        slow: async (_: unknown, { ms }: { ms: number }) => {
          await sleep(ms);
          return 'awake';
        },
        header: (_: unknown, { name }: { name: string }, { headers }: { headers: Record<string, string> }) =>
          headers[name] ?? null,
        fails: () => {
          throw new Error('no such shelf');
        },
      },
      Mutation: { lend: (_: unknown, { id }: { id: string }) => ({ id }) },
      Subscription: {
        ticks: {
          async *subscribe(_: unknown, { to }: { to: number }) {
            for (let ticks = 1; ticks <= to; ticks++) yield { ticks };
          },
        },
      },
      Book: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        title: ({ id }: { id: string }) => titles[id],
      },
    },
  },
  {
    name: 'readers',
    sdl: `
      type Query { readers: [Reader!]! }
      type Reader @key(fields: "name") { name: String! reads: [Book!]! }
      type Book @key(fields: "id") { id: ID! readers: [Reader!]! }`,
    resolvers: {
      Query: { readers: () => [{ name: 'Ada' }, { name: 'Bo' }] },
      Reader: { reads: () => [{ id: 'b1' }, { id: 'b2' }] },
      Book: { readers: () => [{ name: 'Ada' }] },
    },
  },
];
