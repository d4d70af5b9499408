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
import { createTokenAuthority } from '../tokens/token-authority.ts';
import type { StandaloneSettings } from './read-arguments.ts';
import { createSubgraphs, type Subgraphs } from './subgraphs.ts';
import { supergraphSource, type SupergraphSource } from './supergraph-source.ts';
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
  let gateway: Gateway | undefined;
  let watching: Promise<void> = Promise.resolve();
  return {
    ...defineService({
      name: 'gateway',
      async start() {
        await bus?.start?.();
        const supergraphSdl = await source.read(following.signal);
        if (supergraphSdl === null) throw new Error(`${source.where} says that it has not changed`);
        requireEnforceable(supergraphSdl, settings);
        gateway = createGateway(settings.gateway, dependencies(settings, { ...tools, subgraphs, supergraphSdl }));
        await gateway.start();
        watching = follow({ gateway, source, subgraphs, settings, log: tools.log, signal: following.signal });
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

function dependencies(
  { standalone }: StandaloneSettings,
  { clock, log, subgraphs, supergraphSdl }: StandaloneTools & { subgraphs: Subgraphs; supergraphSdl: string },
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
    degraded: async () => subgraphs.degraded(),
    forward: { headers: headers.filter((name) => name !== ''), connectionParams: true },
    examples: async () => [],
    clock,
    log,
  };
}

interface Following {
  readonly gateway: Gateway;
  readonly source: SupergraphSource;
  readonly subgraphs: Subgraphs;
  readonly settings: StandaloneSettings;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** Looks for a new version until the signal fires. */
async function follow({ gateway, source, subgraphs, settings, log, signal }: Following): Promise<void> {
  while (!signal.aborted) {
    await sleep(source.pollMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    try {
      const supergraphSdl = await source.read(signal);
      if (supergraphSdl === null) continue;
      requireEnforceable(supergraphSdl, settings);
      await gateway.replace({ supergraphSdl, subgraphs: subgraphs.of(supergraphSdl) });
      log.info({ supergraph: source.where }, 'the supergraph has changed; new requests see it');
    } catch (failure) {
      if (signal.aborted) return;
      log.error({ supergraph: source.where, err: failure }, 'the new supergraph is not usable; the one before stays');
    }
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
