import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { versions } from './peers.ts';

/** A gateway that can be started before the shop. */
export interface Contender {
  readonly name: string;
  readonly version: string;
  /** Which sharing of equal work between requests is on. */
  readonly dedupe: string;
  /** Arguments of the process, its environment and the folder it runs in. */
  command(place: Place): Promise<Command>;
}

/** Where a contender is to be started. */
export interface Place {
  readonly peers: string;
  /** A folder for files of this run. */
  readonly folder: string;
  /** File of the supergraph. */
  readonly supergraph: string;
  readonly port: number;
}

export interface Command {
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const ROOT = join(import.meta.dirname, '../..');

/** The first is what the others are compared with. */
export const contenders: readonly Contender[] = [
  {
    name: 'trekker',
    version: 'this checkout',
    dedupe: 'off',
    command: async (place) => trekker(place, { dedupeSubgraphRequests: false }),
  },
  {
    name: 'in-process',
    version: 'this checkout, subgraphs counted too',
    dedupe: 'off',
    command: async ({ supergraph, port }) => ({
      args: [join(import.meta.dirname, 'in-process/main.ts'), supergraph, String(port)],
    }),
  },
  {
    name: 'apollo',
    version: `@apollo/gateway ${versions['@apollo/gateway']}, @apollo/server ${versions['@apollo/server']}`,
    dedupe: 'has none',
    command: async ({ peers, supergraph, port }) => ({
      args: [join(import.meta.dirname, 'peer/apollo.ts'), peers, supergraph, String(port)],
      env: { APOLLO_TELEMETRY_DISABLED: 'true' },
    }),
  },
  { name: 'hive', version: hiveVersion(), dedupe: 'off', command: (place) => hive(place, { dedupe: false }) },
  {
    name: 'trekker, dedupe',
    version: 'this checkout',
    dedupe: 'subgraph requests',
    command: async (place) => trekker(place, { dedupeSubgraphRequests: true }),
  },
  {
    name: 'hive, dedupe',
    version: hiveVersion(),
    dedupe: 'subgraph requests',
    command: (place) => hive(place, { dedupe: true }),
  },
];

function hiveVersion(): string {
  return `@graphql-hive/gateway ${versions['@graphql-hive/gateway']}, Rust planner of router-runtime ${versions['@graphql-hive/router-runtime']}`;
}

async function trekker({ folder, supergraph, port }: Place, options: object): Promise<Command> {
  const config = join(folder, `trekker-${port}.json`);
  await writeFile(config, JSON.stringify({ port, maxListCost: 10_000_000, logLevel: 'error', ...options }));
  return {
    args: [join(ROOT, 'gateway/src/standalone/main.ts'), '--supergraph', supergraph, '--config', config],
    env: { APOLLO_TELEMETRY_DISABLED: 'true' },
  };
}

async function hive({ peers, folder, supergraph, port }: Place, { dedupe }: { dedupe: boolean }): Promise<Command> {
  const config = join(folder, `hive-${port}.mjs`);
  const options = {
    transportEntries: {
      '*.http': { options: { deduplicateInflightRequests: dedupe, subscriptions: { kind: 'ws' } } },
    },
    logging: 'error',
  };
  await writeFile(config, `export const gatewayConfig = ${JSON.stringify(options)};\n`);
  const program = join(peers, 'node_modules/@graphql-hive/gateway/dist/bin.js');
  return {
    args: [
      program,
      'supergraph',
      supergraph,
      '--hive-router-runtime',
      '--fork',
      '1',
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--config-path',
      config,
    ],
    cwd: peers,
  };
}
