import { setTimeout as sleep } from 'node:timers/promises';
import { refusal, type WorldContext } from './context.ts';
import { byId, people, type PersonRow } from './data.ts';

type Keyed = { readonly id: string };

export const peopleSdl = /* GraphQL */ `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@requiresScopes"])

  type Query {
    people(first: Int! = 50): [Person!]!
    person(id: ID!): Person
    connection(first: Int! = 10, after: String): PersonConnection! @requiresScopes(scopes: [["people:read"]])
    whoAmI: String
    slow(ms: Int!): String
    readAfter: String
    echo(input: EchoInput!): String
    representations(of: String): String
  }

  type Mutation {
    rename(input: RenameInput!): RenamePayload!
    failToRename: String
  }

  type Subscription {
    personChanged(id: ID): Person!
    countTo(limit: Int!): Int!
    refused: Int!
  }

  type PersonConnection {
    edges: [PersonEdge!]!
    nodes: [Person!]!
    pageInfo: PageInfo!
  }

  type PersonEdge {
    cursor: String!
    node: Person!
  }

  type PageInfo @shareable {
    hasNextPage: Boolean!
  }

  type Person @key(fields: "id") {
    id: ID!
    name: String! @shareable
    legacyId: ID!
    tags: [String!]!
    address: Address
    boss: Person
    likes: [Thing!]!
    grumpy(louder: Boolean): String
  }

  type Address {
    street: String!
    city: String!
    broken: String!
  }

  interface Thing {
    id: ID!
  }

  type Book implements Thing @key(fields: "id") {
    id: ID!
  }

  type Car implements Thing @key(fields: "id") {
    id: ID!
  }

  input RenameInput {
    id: ID!
    name: String!
  }

  input EchoInput {
    text: String! = "nothing"
    mood: Mood = CALM
    nested: EchoInput
  }

  enum Mood {
    CALM
    WILD
  }

  type RenamePayload {
    person: Person
    query: Query!
  }
`;

export const peopleResolvers = {
  Query: {
    people: (_: unknown, { first }: { first: number }) => people.slice(0, first),
    person: (_: unknown, { id }: Keyed) => byId(people, id),
    connection: (_: unknown, { first }: { first: number }) => ({ nodes: people.slice(0, first) }),
    whoAmI: (_: unknown, _args: unknown, { request }: WorldContext) => request.viewer?.actor.id ?? null,
    slow: async (_: unknown, { ms }: { ms: number }, { request }: WorldContext) => {
      await sleep(ms, undefined, { signal: request.signal });
      return 'awake';
    },
    readAfter: (_: unknown, _args: unknown, { request }: WorldContext) => JSON.stringify(request.readAfter ?? null),
    echo: (_: unknown, { input }: { input: unknown }) => JSON.stringify(input),
    representations: (_: unknown, { of }: { of?: string }) => of ?? null,
  },
  Mutation: {
    rename(_: unknown, { input }: { input: { id: string; name: string } }, context: WorldContext) {
      const person = byId(people, input.id);
      context.wrote['people/acme/0'] = 7;
      if (person) context.events.people.publish({ ...person, name: input.name });
      return { person: person && { ...person, name: input.name } };
    },
    failToRename() {
      throw refusal('CONFLICT', 'somebody else was faster', { holder: 'p1', stack: 'secret' });
    },
  },
  RenamePayload: { query: () => ({}) },
  Subscription: {
    personChanged: {
      subscribe: (_: unknown, _args: unknown, { events, request }: WorldContext) =>
        events.people.listen(request.signal),
      resolve: (event: PersonRow) => event,
    },
    countTo: {
      async *subscribe(_: unknown, { limit }: { limit: number }) {
        for (let count = 1; count <= limit; count++) yield await Promise.resolve(count);
      },
      resolve: (event: number) => event,
    },
    refused: {
      subscribe() {
        throw refusal('FORBIDDEN', 'permission people:read is needed', { permission: 'people:read' });
      },
    },
  },
  PersonConnection: {
    edges: ({ nodes }: { nodes: PersonRow[] }) => nodes.map((node) => ({ cursor: node.id, node })),
    pageInfo: () => ({ hasNextPage: false }),
  },
  Person: {
    __resolveReference: ({ id }: Keyed) => byId(people, id),
    boss: ({ bossId }: PersonRow) => byId(people, bossId),
    likes: ({ likes }: PersonRow) => likes.map(({ type, id }) => ({ __typename: type, id })),
    grumpy({ id }: PersonRow, { louder }: { louder?: boolean }) {
      if (id === 'p2') throw refusal('RATE_LIMITED', `${id} does not want to`, { retryAfterMs: 5 });
      if (id === 'p3') throw new Error('connect ECONNREFUSED 10.0.0.7:5432 select * from people');
      return louder ? 'GRR' : 'grr';
    },
  },
  Address: {
    broken: ({ street }: { street: string }) => (street === 'Street 1' ? null : 'whole'),
  },
};
