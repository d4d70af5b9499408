import { fileURLToPath } from 'node:url';

import type { Environment } from '@trekker/kit';

import type { Configuration } from '../configuration.ts';
import { subgraphMigrations } from '../subgraphs.ts';
import { addressesOf } from './addresses.ts';
import type { Program } from './child.ts';
import { freePorts } from '../free-ports.ts';

/** Every process of an installation that runs apart, by when it may start. */
export interface Programs {
  /** Independent of each other. */
  readonly subgraphs: readonly Program[];
  readonly gateway: Program;
  /** Web app and demo, which need the gateway. */
  readonly fronts: readonly Program[];
}

export interface ProgramsOptions {
  readonly config: Configuration;
  /** What the operator set. */
  readonly environment: Environment;
  /** What every process is told besides: database, Redis, secret. */
  readonly shared: Environment;
}

/** A process that serves a part of the installation to gateways. */
interface Serving {
  /** Name under which gateways know it. */
  readonly part: string;
  readonly workspace: string;
  readonly env: Environment;
}

/** One process or more per subgraph, one that listens to devices, the gateway, the web app and the demo. */
export async function planPrograms(options: ProgramsOptions): Promise<Programs> {
  const { config, environment, shared } = options;
  const { graphql } = addressesOf(config);
  const base: Environment = {
    ...environment,
    ...shared,
    TREKKER_GATEWAY_PORT: String(config.gateway.port),
    TREKKER_WEB_PORT: String(config.web.port),
    TREKKER_POSITIONS_PHONE_PORT: String(config.subgraphs.positions.phonePort),
    TREKKER_WEB_GATEWAY_URL: graphql,
  };
  const serving = servingProcesses(config);
  const ports = await freePorts(serving.length);
  const listening = serving.map((process, index) => ({ ...process, port: ports[index] ?? 0 }));
  const subgraphs = [...Map.groupBy(listening, ({ part }) => part).values()].flatMap((copies) =>
    copies.map(({ part, workspace, env, port }, index) =>
      node(index === 0 ? part : `${part}-${index + 1}`, [beside(workspace)], {
        ...base,
        ...env,
        TREKKER_SUBGRAPH_HOST: '127.0.0.1',
        TREKKER_SUBGRAPH_PORT: String(port),
      }),
    ),
  );
  const supergraph = fileURLToPath(import.meta.resolve('@trekker/schema/__generated__/supergraph.graphql'));
  const documents = fileURLToPath(import.meta.resolve('@trekker/web/trusted-documents.json'));
  const gateway = node('gateway', [beside('@trekker/gateway'), '--supergraph', supergraph, '--documents', documents], {
    // The web app stands in front of the gateway on this machine and says for whom it asks.
    TREKKER_GATEWAY_TRUST_FORWARDED_FOR: 'true',
    ...base,
    TREKKER_GATEWAY_PARTS: partsText(listening),
  });
  const fronts = [
    ...(config.stack.demo ? [node('demo', [here('demo')], base)] : []),
    ...(config.stack.web ? [node('web', [here('web')], base)] : []),
  ];
  return { subgraphs, gateway, fronts };
}

function servingProcesses({ apart, subgraphs: { positions } }: Configuration): Serving[] {
  const intake = { TREKKER_POSITIONS_ROLE: 'intake', TREKKER_POSITIONS_OPEN_TENANT: positions.openTenant ?? '' };
  return [
    ...subgraphMigrations.flatMap(({ service }) => {
      const env: Environment = service === 'positions' ? { TREKKER_POSITIONS_ROLE: 'query' } : {};
      const one = { part: service, workspace: `@trekker/${service}`, env };
      return Array.from({ length: apart.copies.get(service) ?? 1 }, () => one);
    }),
    { part: 'intake', workspace: '@trekker/positions', env: intake },
  ];
}

/** The value of `TREKKER_GATEWAY_PARTS`. */
function partsText(listening: readonly (Serving & { readonly port: number })[]): string {
  const parts = Map.groupBy(listening, ({ part }) => part);
  return [...parts]
    .map(([part, copies]) => `${part}=${copies.map(({ port }) => `http://127.0.0.1:${port}`).join(',')}`)
    .join(' ');
}

function node(name: string, args: readonly string[], env: Environment): Program {
  return { name, command: process.execPath, args, env };
}

/** A workspace's process entry lies beside what others import of it. */
function beside(workspace: string): string {
  return fileURLToPath(new URL('main.ts', import.meta.resolve(workspace)));
}

function here(name: string): string {
  return fileURLToPath(new URL(`${name}/main.ts`, import.meta.url));
}
