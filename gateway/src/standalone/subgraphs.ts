import { ConfigurationError, type SubgraphExecutor } from '@trekker/kit';
import type { StandaloneConfig } from '../config.ts';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { busSubgraph, type BusSubgraph, type EventBus } from '../bus/bus-subgraph.ts';
import { subgraphAddressesOf } from '../planner/subgraph-addresses.ts';
import { createHttpSubgraph, type HttpSubgraph, type HttpSubgraphOptions } from '../upstream/http-subgraph.ts';

/** The subgraphs of all supergraphs that were served so far. */
export interface Subgraphs {
  /** The executors of a supergraph's subgraphs. Those whose address is as before keep their connections. Fails with a ConfigurationError. */
  of(supergraphSdl: string): ReadonlyMap<string, SubgraphExecutor>;
  /** A line for each subgraph that is left alone because it keeps failing. */
  degraded(): string[];
  stop(): void;
}

/** Speaks to subgraphs over HTTP, at the addresses that the supergraph gives or the configuration instead. */
export function createSubgraphs(config: StandaloneConfig, bus: EventBus | null = null): Subgraphs {
  // Kept for ever: requests and subscriptions that began on an older supergraph still use theirs.
  const known = new Map<string, HttpSubgraph>();
  const onBus = new Map<HttpSubgraph, BusSubgraph>();

  function executorFor(subgraph: HttpSubgraph, schema: () => GraphQLSchema): SubgraphExecutor {
    const { channels = {} } = config.subgraphs.get(subgraph.name) ?? {};
    if (Object.keys(channels).length === 0) return subgraph;
    if (!bus) throw new ConfigurationError([`subgraph ${subgraph.name} has channels; set TREKKER_GATEWAY_BUS_URL`]);
    const executor = onBus.get(subgraph) ?? busSubgraph(subgraph, { bus, channels });
    onBus.set(subgraph, executor);
    executor.adopt(schema());
    return executor;
  }

  function subgraphFor(name: string, url: URL): HttpSubgraph {
    const key = `${name} ${url.href}`;
    const found = known.get(key) ?? createHttpSubgraph(name, optionsFor(config, name, url));
    known.set(key, found);
    return found;
  }

  return {
    of(supergraphSdl) {
      const problems: string[] = [];
      const found = subgraphAddressesOf(supergraphSdl).map(({ name, url: stated }) => {
        const url = config.subgraphs.get(name)?.url ?? URL.parse(stated);
        if (url?.protocol === 'http:' || url?.protocol === 'https:') return [name, url] as const;
        problems.push(
          `subgraph ${name} has the address ${JSON.stringify(stated)}; give one by --subgraph ${name}=http://…`,
        );
        return null;
      });
      if (problems.length > 0) throw new ConfigurationError(problems);
      const schema = () => buildSchema(supergraphSdl, { assumeValid: true, assumeValidSDL: true });
      const there = found.filter((each) => each !== null);
      return new Map(there.map(([name, url]) => [name, executorFor(subgraphFor(name, url), schema)]));
    },
    degraded: () =>
      [...known.values()].filter((subgraph) => subgraph.isLeftAlone()).map(({ name }) => `${name} keeps failing`),
    stop() {
      for (const subgraph of known.values()) subgraph.stop();
    },
  };
}

function optionsFor(config: StandaloneConfig, name: string, url: URL): HttpSubgraphOptions {
  const { socketUrl = socketUrlOf(url), subscriptions = 'websocket', headers = {} } = config.subgraphs.get(name) ?? {};
  return {
    url,
    socketUrl,
    subscriptions,
    headers,
    timeoutMs: config.subgraphTimeoutMs,
    maxConnections: config.subgraphConnections,
    maxResponseBytes: config.maxSubgraphResponseBytes,
    retries: config.subgraphRetries,
    breakerFailures: config.breakerFailures,
    breakerOpenMs: config.breakerOpenMs,
    dedupe: config.dedupeSubgraphRequests,
  };
}

function socketUrlOf(url: URL): URL {
  const socketUrl = new URL(url);
  socketUrl.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return socketUrl;
}
