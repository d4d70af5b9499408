import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { WorldEvents } from './context.ts';
import { inProcess, type ObservedExecutor } from './in-process.ts';
import { peopleResolvers, peopleSdl } from './people-subgraph.ts';
import { positionsResolvers, positionsSdl } from './positions-subgraph.ts';
import { trackersResolvers, trackersSdl } from './trackers-subgraph.ts';

/** The subgraphs of the test world, as they may also be served over HTTP. */
export const modules = [
  { name: 'people', sdl: peopleSdl, resolvers: peopleResolvers },
  { name: 'trackers', sdl: trackersSdl, resolvers: trackersResolvers },
  { name: 'positions', sdl: positionsSdl, resolvers: positionsResolvers },
] as const;

/** Three subgraphs over one set of rows. */
export interface World {
  readonly supergraphSdl: string;
  readonly subgraphs: ReadonlyMap<string, ObservedExecutor>;
  readonly events: WorldEvents;
  /** How many operations a subgraph, or all of them, were sent so far. */
  calls(name?: string): number;
}

/** The supergraph of the test world; composed once. */
export const supergraphSdl = compose();

/** A fresh world: nothing asked, nobody listening. */
export function createWorld(): World {
  const events = new WorldEvents();
  const subgraphs = new Map<string, ObservedExecutor>(
    modules.map(({ name, sdl, resolvers }) => {
      const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
      return [name, inProcess(name, schema, events)];
    }),
  );
  return {
    supergraphSdl,
    subgraphs,
    events,
    calls: (name) =>
      [...subgraphs.values()]
        .filter((subgraph) => name === undefined || subgraph.name === name)
        .reduce((sum, { requests }) => sum + requests.length, 0),
  };
}

function compose(): string {
  const services = modules.map(({ name, sdl }) => ({ name, url: `http://${name}.invalid`, typeDefs: parse(sdl) }));
  const { supergraphSdl: sdl, errors } = composeServices(services);
  if (!sdl) throw new AggregateError(errors ?? [], `the test world does not compose: ${errors?.join('\n')}`);
  return sdl;
}
