import { setTimeout as sleep } from 'node:timers/promises';
import {
  ConfigurationError,
  defineService,
  redisPubSub,
  type Clock,
  type Logger,
  type Service,
  type SharedPubSub,
} from '@trekker/kit';
import type { GatewayDependencies } from '../dependencies.ts';
import { createGateway, type Gateway } from '../gateway.ts';
import { subgraphNamesOf } from '../planner/subgraph-addresses.ts';
import { createTokenAuthority } from '../tokens/token-authority.ts';
import type { StandaloneSettings } from './read-arguments.ts';
import { createSubgraphs, type Subgraphs } from './subgraphs.ts';
import { supergraphSource, type SupergraphSource } from './supergraph-source.ts';
import { SupergraphNews } from './supergraph-news.ts';
import { authorisationAskedBy } from './unenforced.ts';

/** A gateway before any supergraph. */
export type StandaloneGateway = Service & Pick<Gateway, 'address'>;

export interface StandaloneTools {
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Serves a supergraph over HTTP subgraphs and follows its changes. `start` fails when the supergraph cannot be had or
 * read, or names a subgraph without an address; a later version that is bad leaves the one before in place.
 */
export function serveSupergraph(settings: StandaloneSettings, tools: StandaloneTools): StandaloneGateway {
  const following = new AbortController();
  const source = supergraphSource(settings.supergraph, { pollMs: settings.standalone.supergraphPollMs });
  const bus = openBus(settings, tools);
  const subgraphs = createSubgraphs(
    settings.standalone,
    bus && { ...bus, problem: async () => (await bus.ready?.()) ?? null },
  );
  const news = new SupergraphNews();
  let gateway: Gateway | undefined;
  let watching: Promise<void> = Promise.resolve();
  return {
    ...defineService({
      name: 'gateway',
      async start() {
        await bus?.start?.();
        const supergraphSdl = await firstOf(source, following.signal);
        gateway = await saying(`the supergraph of ${source.where} cannot be used`, async () => {
          requireEnforceable(supergraphSdl, settings);
          return createGateway(settings.gateway, dependencies(settings, { ...tools, subgraphs, supergraphSdl, news }));
        });
        warnOfOthers(settings, { supergraphSdl, log: tools.log });
        await gateway.start();
        watching = follow({ gateway, source, news, subgraphs, settings, log: tools.log, signal: following.signal });
      },
      async drain() {
        following.abort();
        await gateway?.drain?.();
      },
      async stop() {
        following.abort();
        await watching;
        await gateway?.stop();
        subgraphs.stop();
        await bus?.stop?.();
      },
      ready: async () => (await gateway?.ready?.()) ?? null,
    }),
    address() {
      if (!gateway) throw new Error('the gateway has not started');
      return gateway.address();
    },
  };
}

/** The bus that events may come from, or null where none is named. */
function openBus(
  { standalone: { busUrl, busNamespace } }: StandaloneSettings,
  { log }: StandaloneTools,
): SharedPubSub | null {
  return busUrl === '' ? null : redisPubSub({ url: busUrl, namespace: busNamespace, log });
}

async function firstOf(source: SupergraphSource, signal: AbortSignal): Promise<string> {
  return saying(`the supergraph cannot be had from ${source.where}`, async () => {
    const supergraphSdl = await source.read(signal);
    if (supergraphSdl === null) throw new Error('it says that it has not changed');
    return supergraphSdl;
  });
}

/** Whatever fails is something an operator can mend. */
async function saying<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (failure) {
    if (failure instanceof ConfigurationError) throw failure;
    const { message, cause } = failure as Error; // nothing else is thrown here
    throw new ConfigurationError([`${what}: ${message}${cause instanceof Error ? `, ${cause.message}` : ''}`]);
  }
}

/** A later supergraph may have what this one has not; a slip of the pen looks the same. */
function warnOfOthers(
  { standalone }: StandaloneSettings,
  { supergraphSdl, log }: { readonly supergraphSdl: string; readonly log: Logger },
): void {
  const names = subgraphNamesOf(supergraphSdl);
  for (const subgraph of standalone.subgraphs.keys()) {
    if (names.includes(subgraph)) continue;
    log.warn({ subgraph, there: names }, 'there are settings for a subgraph, and the supergraph has no such subgraph');
  }
}

/** What is served. */
interface Served {
  readonly subgraphs: Subgraphs;
  readonly supergraphSdl: string;
  readonly news: SupergraphNews;
}

function dependencies(
  { standalone }: StandaloneSettings,
  { clock, log, subgraphs, supergraphSdl, news }: StandaloneTools & Served,
): GatewayDependencies {
  const authority = standalone.authorisation === 'gateway' ? createTokenAuthority(standalone, clock) : null;
  const headers = standalone.forwardHeaders.split(',').map((name) => name.trim().toLowerCase());
  return {
    supergraphSdl,
    subgraphs: subgraphs.of(supergraphSdl),
    authenticate: authority ? (credentials) => authority.authenticate(credentials) : async () => null,
    authority,
    onRevoked: () => () => {},
    ready: async () => null,
    degraded: async () => [...news.degraded(), ...subgraphs.degraded()],
    measures: news.measures,
    forward: { headers: headers.filter((name) => name !== ''), connectionParams: true },
    examples: async () => [],
    clock,
    log,
  };
}

interface Following {
  readonly gateway: Gateway;
  readonly source: SupergraphSource;
  readonly news: SupergraphNews;
  readonly subgraphs: Subgraphs;
  readonly settings: StandaloneSettings;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** Looks for a new version until the signal fires. */
async function follow({ source, signal, ...parts }: Following): Promise<void> {
  const { news, log } = parts;
  while (!signal.aborted) {
    await sleep(source.pollMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    try {
      const supergraphSdl = await source.read(signal);
      if (supergraphSdl === null) news.stay();
      else await adopt(supergraphSdl, source.where, parts);
    } catch (failure) {
      if (signal.aborted) return;
      news.lose();
      log.error({ supergraph: source.where, err: failure }, 'the supergraph cannot be had; the one before stays');
    }
  }
}

/** Lets a version answer, unless it is bad. */
// oxlint-disable-next-line max-params -- what, from where, to whom
async function adopt(
  supergraphSdl: string,
  supergraph: string,
  { gateway, news, subgraphs, settings, log }: Omit<Following, 'source' | 'signal'>,
): Promise<void> {
  try {
    requireEnforceable(supergraphSdl, settings);
    await gateway.replace({ supergraphSdl, subgraphs: subgraphs.of(supergraphSdl) });
    news.take();
    log.info({ supergraph }, 'the supergraph has changed; new requests see it');
  } catch (failure) {
    news.refuse();
    log.error({ supergraph, err: failure }, 'the new supergraph is not usable; the one before stays');
  }
}

/** A gateway that does not verify callers must not look as if it kept anybody out. */
function requireEnforceable(supergraphSdl: string, { standalone }: StandaloneSettings): void {
  const asked = authorisationAskedBy(supergraphSdl);
  if (asked.length === 0 || standalone.authorisation !== 'none') return;
  throw new ConfigurationError([
    `the supergraph asks for ${asked.join(', ')}, which nobody enforces; set TREKKER_GATEWAY_AUTHORISATION to gateway, with TREKKER_GATEWAY_JWKS, or to subgraphs where these do`,
  ]);
}
