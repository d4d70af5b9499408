/** Something that the fleet tells. */
export interface FleetEvent {
  readonly seq: number;
  /** When it was published, Unix milliseconds with fractions. */
  readonly at: number;
  readonly snapshot?: boolean;
  readonly positions: readonly {
    readonly latitude: number;
    readonly longitude: number;
    readonly tracker: { id: string };
  }[];
}

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])';

/** Two subgraphs: one tells where trackers are, the other knows their names. */
export const fleet = [
  {
    name: 'positions',
    sdl: `${LINK}
      @link(url: "https://trekker.invalid/live/v1.0", import: ["@live", "@memberFilter"])
      @composeDirective(name: "@live") @composeDirective(name: "@memberFilter")
      directive @live(cursor: String!, after: String!, snapshot: String, records: String, key: String, left: String) on FIELD_DEFINITION
      directive @memberFilter(oneOf: String, tileOf: String) on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION
      type Query { fleetSize: Int! }
      type Subscription {
        moved: Moved!
        fleet(trackerIds: [ID!] @memberFilter(oneOf: "tracker.id"), after: String): Moved!
          @live(cursor: "cursor", after: "after", snapshot: "snapshot", records: "positions", key: "tracker.id")
      }
      type Moved { seq: Int! at: Float! cursor: String! snapshot: Boolean! positions: [Position!]! }
      type Position { latitude: Float! longitude: Float! tracker: Tracker! }
      type Tracker @key(fields: "id") { id: ID! }`,
    resolvers: {
      Query: { fleetSize: () => 0 },
      Moved: {
        cursor: ({ seq }: FleetEvent) => String(seq),
        snapshot: ({ snapshot = false }: FleetEvent) => snapshot,
      },
    },
  },
  {
    name: 'trackers',
    sdl: `${LINK}
      type Query { trackers: Int! }
      type Tracker @key(fields: "id") { id: ID! name: String! }`,
    resolvers: {
      Tracker: {
        __resolveReference: (tracker: object) => tracker,
        name: ({ id }: { id: string }) => `Tracker ${id}`,
      },
    },
  },
];
