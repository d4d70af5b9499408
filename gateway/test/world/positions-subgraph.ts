import type { WorldContext } from './context.ts';
import { byId, people, positions, trackers } from './data.ts';

type Keyed = { readonly id: string };

export const positionsSdl = /* GraphQL */ `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires"])

  type Query {
    positions: [Position!]!
    page: PageInfo!
  }

  type Subscription {
    positionsChanged(trackerIds: [ID!], after: String): PositionsChange!
  }

  type PositionsChange {
    snapshot: Boolean!
    positions: [Position!]!
  }

  type PageInfo @shareable {
    hasNextPage: Boolean!
  }

  type Position @key(fields: "id") {
    id: ID!
    tracker: Tracker!
    latitude: Float!
    longitude: Float!
  }

  type Tracker @key(fields: "id") {
    id: ID!
    name: String! @external
    label: String @requires(fields: "name")
    lastPosition: Position
  }

  type Person @key(fields: "id") {
    id: ID!
    comments(limit: Int): [Comment!]! @external
    score: Int @requires(fields: "comments(limit: 3) { id }")
  }

  type Comment {
    id: ID! @external
  }
`;

const all = positions.map(({ id }) => id);

export const positionsResolvers = {
  Query: {
    positions: () => positions,
    page: () => ({ hasNextPage: true }),
  },
  Subscription: {
    positionsChanged: {
      subscribe: (_: unknown, { after }: { after?: string }, { events, request }: WorldContext) =>
        events.positions.listen(request.signal, after === undefined ? [all] : []),
      resolve: (ids: string[]) => ({
        snapshot: ids.length === all.length,
        positions: ids.map((id) => byId(positions, id)).filter((row) => row !== null),
      }),
    },
  },
  Position: {
    __resolveReference: ({ id }: Keyed) => byId(positions, id),
    tracker: ({ trackerId }: { trackerId: string }) => byId(trackers, trackerId),
  },
  Tracker: {
    __resolveReference: (representation: Keyed) => representation,
    label: ({ name }: { name: string }) => `<${name}>`,
    lastPosition: ({ id }: Keyed) => positions.find(({ trackerId }) => trackerId === id) ?? null,
  },
  Person: {
    __resolveReference: (representation: Keyed) => representation,
    score: ({ comments }: { comments: readonly unknown[] }) => comments.length * 10,
  },
};

/** What the oracle computes where a subgraph is given required fields. */
export const requiredFieldsAlone = {
  Person: { score: ({ id }: Keyed) => Math.min(byId(people, id)?.commentIds.length ?? 0, 3) * 10 },
};
