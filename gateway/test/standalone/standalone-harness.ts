import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger, systemClock, type Logger } from '@trekker/kit';
import { readArguments } from '../../src/standalone/read-arguments.ts';
import { serveSupergraph, type StandaloneGateway } from '../../src/standalone/serve-supergraph.ts';
import { serveSubgraphs, type HttpSubgraphs, type SubgraphModule } from './http-subgraphs.ts';

/** An answer after the journey. */
export interface Answered {
  readonly data?: any;
  readonly errors?: { message: string; path?: (string | number)[]; extensions: { code: string } }[];
}

/** A gateway that serves a supergraph of its own from a file. */
export interface Site extends AsyncDisposable {
  readonly origin: string;
  readonly file: string;
  readonly subgraphs: HttpSubgraphs;
  post(body: object, headers?: Record<string, string>): Promise<Response>;
  ask(
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<Answered & { text: string }>;
}

/** @param options as in a file of `--config`. */
export async function openSite(
  modules: readonly SubgraphModule[],
  options: Readonly<Record<string, unknown>> = {},
  log: Logger = silentLogger,
): Promise<Site> {
  const subgraphs = await serveSubgraphs(modules);
  const folder = await mkdtemp(join(tmpdir(), 'trekker-standalone-'));
  const file = join(folder, 'supergraph.graphql');
  const config = join(folder, 'config.json');
  await writeFile(file, subgraphs.supergraphSdl);
  await writeFile(config, JSON.stringify({ port: 0, ...options }));
  const gateway = await startServing(['--supergraph', file, '--config', config], log).catch(
    async (failure: unknown) => {
      await subgraphs[Symbol.asyncDispose]();
      throw failure;
    },
  );
  const { host, port } = gateway.address();
  const origin = `http://${host}:${port}`;
  const post: Site['post'] = (body, headers = {}) =>
    fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  return {
    origin,
    file,
    subgraphs,
    post,
    async ask(query, variables = {}, headers = {}) {
      const text = await (await post({ query, variables }, headers)).text();
      return { ...(JSON.parse(text) as Answered), text };
    },
    async [Symbol.asyncDispose]() {
      await gateway.stop();
      await subgraphs[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

async function startServing(args: readonly string[], log: Logger): Promise<StandaloneGateway> {
  const gateway = serveSupergraph(readArguments(args, {}), { clock: systemClock, log });
  await gateway.start();
  return gateway;
}
