import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { Topic } from '../world/topic.ts';
import { inProcess, type ObservedExecutor } from '../world/in-process.ts';
import type { WorldContext, WorldEvents } from '../world/context.ts';

/** A ship of the harbour, at whole degrees. */
export interface Ship {
  readonly id: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** A change as the subgraph keeps it, at the offset of its index. */
type Change = Ship | { readonly id: string; readonly gone: true };

/** A supergraph with a live field over a log that keeps everything, and who listens to it. */
export interface Harbour {
  readonly supergraphSdl: string;
  readonly subgraphs: Map<string, ObservedExecutor>;
  readonly moves: Topic<number>;
  /** Another subgraph that says what `names` says, otherwise. */
  readonly otherNames: ObservedExecutor;
  /** Appends a change and tells it. */
  move(id: string, latitude: number, longitude: number): void;
  leave(id: string): void;
  /** Variables of the upstreams that were opened so far. */
  opened(): Readonly<Record<string, unknown>>[];
}

/** SDL by which a subgraph says how its fields are live. */
export const LIVE_SDL = /* GraphQL */ `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
    @link(url: "https://trekker.invalid/live/v1.0", import: ["@live", "@memberFilter"])
    @composeDirective(name: "@live")
    @composeDirective(name: "@memberFilter")
  directive @live(
    cursor: String!
    after: String!
    snapshot: String
    records: String
    key: String
    left: String
    personal: Boolean
  ) on FIELD_DEFINITION
  directive @memberFilter(oneOf: String, tileOf: String) on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION
`;

const shipsSdl = `${LIVE_SDL}
  type Query { ships: [Ship!]! }
  type Subscription {
    ships(filter: ShipFilter, after: String, pace: Int): ShipsChange!
      @live(cursor: "cursor", after: "after", snapshot: "snapshot", records: "ships", key: "id", left: "left")
    log(after: String): Entry! @live(cursor: "cursor", after: "after")
    mine(after: String): Entry! @live(cursor: "cursor", after: "after", personal: true)
  }
  input ShipFilter {
    ids: [ID!] @memberFilter(oneOf: "id")
    tiles: [Tile!] @memberFilter(tileOf: "place.latitude place.longitude")
    flag: String
  }
  input Tile { zoom: Int! x: Int! y: Int! }
  type ShipsChange { cursor: String! snapshot: Boolean! ships: [Ship!]! left: [ID!]! }
  type Entry { cursor: String! ship: Ship! }
  type Ship @key(fields: "id") { id: ID! place: Place! }
  type Place { latitude: Float! longitude: Float! }`;

const namesSdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Ship @key(fields: "id") { id: ID! name: String note: String! }`;

const { supergraphSdl = '', errors } = composeServices([
  { name: 'ships', typeDefs: parse(shipsSdl), url: 'http://ships.invalid' },
  { name: 'names', typeDefs: parse(namesSdl), url: 'http://names.invalid' },
]);
if (errors) throw new AggregateError(errors, errors.join('\n'));

interface Args {
  readonly after?: string | null;
  readonly filter?: { ids?: string[] | null; tiles?: { zoom: number; x: number; y: number }[] | null } | null;
}

export function createHarbour(): Harbour {
  const log: Change[] = [];
  const moves = new Topic<number>();
  const present = () => {
    const ships = new Map<string, Ship>();
    for (const change of log) {
      if ('gone' in change) ships.delete(change.id);
      else ships.set(change.id, change);
    }
    return [...ships.values()];
  };
  // One tile of the world at zoom 1 per quarter is all that the tests ask for.
  const fits =
    ({ filter }: Args) =>
    (ship: Ship) =>
      (filter?.ids?.includes(ship.id) ?? true) &&
      (filter?.tiles?.some(({ x, y }) => x === Number(ship.longitude >= 0) && y === Number(ship.latitude < 0)) ?? true);
  const offsetsAfter = (after: string | null | undefined) =>
    after == null ? [] : log.map((_, offset) => offset).filter((offset) => offset > Number(after));
  const shipsResolver = {
    subscribe: (_: unknown, args: Args, { request }: WorldContext) =>
      moves.listen(request.signal, args.after == null ? [-1] : offsetsAfter(args.after)),
    resolve: (offset: number, args: Args) => {
      const isFit = fits(args);
      if (offset < 0)
        return { cursor: String(log.length - 1), snapshot: true, ships: present().filter(isFit), left: [] };
      const change = log[offset];
      const event = { cursor: String(offset), snapshot: false };
      if (!change || 'gone' in change) return { ...event, ships: [], left: change ? [change.id] : [] };
      return { ...event, ships: isFit(change) ? [change] : [], left: isFit(change) ? [] : [change.id] };
    },
  };
  const logResolver = {
    subscribe: (_: unknown, { after }: Args, { request }: WorldContext) =>
      moves.listen(request.signal, offsetsAfter(after)),
    resolve: (offset: number) => ({ cursor: String(offset), ship: log[offset] }),
  };
  const place = (ship: Ship) => ship;
  const subgraphs = new Map(
    [
      {
        name: 'ships',
        sdl: shipsSdl,
        resolvers: {
          Query: { ships: present },
          Subscription: { ships: shipsResolver, log: logResolver, mine: logResolver },
          Ship: { place },
        },
      },
      {
        name: 'names',
        sdl: namesSdl,
        resolvers: {
          Ship: {
            __resolveReference: (ship: { id: string }) => ship,
            name: ({ id }: { id: string }) => {
              if (id === 'cursed') throw new Error('no name');
              return `MS ${id}`;
            },
            note: () => 'of names',
          },
        },
      },
    ].map(({ name, sdl, resolvers }) => {
      const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
      return [name, inProcess(name, schema, {} as WorldEvents)];
    }),
  );
  const append = (change: Change) => moves.publish(log.push(change) - 1);
  const otherSchema = buildSubgraphSchema([
    {
      typeDefs: parse(namesSdl),
      resolvers: { Ship: { __resolveReference: (ship: { id: string }) => ship, note: () => 'of others' } } as never,
    },
  ]);
  return {
    supergraphSdl,
    subgraphs,
    moves,
    otherNames: inProcess('names', otherSchema, {} as WorldEvents),
    move: (id, latitude, longitude) => append({ id, latitude, longitude }),
    leave: (id) => append({ id, gone: true }),
    opened: () =>
      (subgraphs.get('ships')?.requests ?? [])
        .filter(({ document }) => document.startsWith('subscription'))
        .map(({ variables }) => variables),
  };
}
