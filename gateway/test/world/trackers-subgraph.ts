import { refusal } from './context.ts';
import { books, byId, cars, people, trackers, type TrackerRow } from './data.ts';

type Keyed = { readonly id: string };

export const trackersSdl = /* GraphQL */ `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.9"
      import: ["@key", "@shareable", "@inaccessible", "@external", "@provides"]
    )

  type Query {
    trackers(first: Int! = 50): [Tracker!]!
    tracker(id: ID!): Tracker
    search(text: String!): [Hit!]!
    things: [Titled!]!
    secrets: [Secret!]!
  }

  type Mutation {
    touch(id: ID!): Tracker
  }

  union Hit = Person | Tracker | Book

  interface Titled {
    title: String!
  }

  interface Secret {
    id: ID!
  }

  type Open implements Secret @key(fields: "id") {
    id: ID!
  }

  type Hidden implements Secret @key(fields: "id") @inaccessible {
    id: ID!
  }

  type Person @key(fields: "id") {
    id: ID!
    name: String! @external
    trackers: [Tracker!]!
    firstTracker: Tracker
    comments(limit: Int): [Comment!]!
    strict: String!
  }

  type Comment {
    id: ID!
    text: String
  }

  type Tracker @key(fields: "id") {
    id: ID!
    name: String!
    status: Status!
    battery(unit: Unit! = PERCENT): Float
    person: Person @provides(fields: "name")
    neighbours: [Tracker]!
  }

  enum Status {
    CONNECTED
    IDLE
    LOST @inaccessible
  }

  enum Unit {
    PERCENT
    VOLT
  }

  type Book implements Titled @key(fields: "id") {
    id: ID!
    title: String!
    pages: Int!
  }

  type Car implements Titled @key(fields: "id") {
    id: ID!
    title: String!
    wheels: Int!
  }
`;

const asPerson = (id: string | null) => {
  const row = byId(people, id);
  return row && { __typename: 'Person', ...row };
};

export const trackersResolvers = {
  Query: {
    trackers: (_: unknown, { first }: { first: number }) => trackers.slice(0, first),
    tracker: (_: unknown, { id }: Keyed) => byId(trackers, id),
    search: (_: unknown, { text }: { text: string }) => [
      ...people.filter(({ name }) => name.includes(text)).map(({ id }) => asPerson(id)),
      ...trackers.filter(({ name }) => name.includes(text)).map((row) => ({ __typename: 'Tracker', ...row })),
      ...books.map((row) => ({ __typename: 'Book', ...row })),
    ],
    things: () => [
      ...books.map((row) => ({ __typename: 'Book', ...row })),
      ...cars.map((row) => ({ __typename: 'Car', ...row })),
    ],
    secrets: () => [{ __typename: 'Open', id: 'o1' }],
  },
  Mutation: {
    touch(_: unknown, { id }: Keyed) {
      return byId(trackers, id);
    },
  },
  Person: {
    __resolveReference: ({ id }: Keyed) => asPerson(id),
    trackers: ({ id }: Keyed) => trackers.filter(({ personId }) => personId === id),
    firstTracker: ({ id }: Keyed) => trackers.find(({ personId }) => personId === id) ?? null,
    comments: ({ id }: Keyed, { limit }: { limit?: number }) => {
      const ids = byId(people, id)?.commentIds ?? [];
      return ids.slice(0, limit ?? ids.length).map((commentId) => ({ id: commentId, text: `says ${commentId}` }));
    },
    strict({ id }: Keyed) {
      if (id === 'p4') throw refusal('FORBIDDEN', 'not for you');
      return 'strict';
    },
  },
  Tracker: {
    __resolveReference: ({ id }: Keyed) => byId(trackers, id),
    battery: ({ id }: TrackerRow, { unit }: { unit: string }) => (unit === 'VOLT' ? 3.7 : Number(id.slice(1)) * 10),
    status: ({ id, status }: TrackerRow) => (id === 't7' ? 'LOST' : status),
    person: ({ personId }: TrackerRow) => asPerson(personId),
    neighbours: ({ id }: TrackerRow) => [byId(trackers, `t${(Number(id.slice(1)) + 1) % 8}`), null],
  },
  Book: { __resolveReference: ({ id }: Keyed) => byId(books, id) },
  Car: { __resolveReference: ({ id }: Keyed) => byId(cars, id) },
};
