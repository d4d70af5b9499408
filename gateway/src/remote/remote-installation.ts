import {
  createAccessTokens,
  createInternalTokens,
  serviceGroup,
  type Clock,
  type Logger,
  type Secret,
  type Service,
  type SubgraphExecutor,
} from '@trekker/kit';
import type { GatewayDependencies } from '../dependencies.ts';
import { createPart } from './part.ts';
import type { Parts } from './parse-parts.ts';
import { createRemoteAuthority } from './remote-authority.ts';
import { createRemoteSubgraph } from './remote-subgraph.ts';

/** Everything behind a gateway that is a process of its own. */
export interface RemoteInstallation
  extends Service, Pick<GatewayDependencies, 'subgraphs' | 'authenticate' | 'onRevoked' | 'degraded'> {
  /** Why it cannot work now, or null. */
  ready(): Promise<string | null>;
}

export interface RemoteOptions {
  /** Every part and where it listens; parts that are no subgraph are only asked whether they are ready. */
  readonly parts: Parts;
  /** Names of the supergraph's subgraphs. */
  readonly subgraphNames: readonly string[];
  /** The subgraph that decides who callers are. */
  readonly authority: string;
  readonly timeoutMs: number;
  readonly secret: Secret;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Meets the parts of an installation. Fails when one of the supergraph's subgraphs has no address. */
export function meetInstallation(options: RemoteOptions): RemoteInstallation {
  const { subgraphNames, authority: authorityName, timeoutMs, secret, clock, log } = options;
  const parts = new Map([...options.parts].map(([name, urls]) => [name, createPart(name, urls)]));
  const partOf = (name: string) => {
    const part = parts.get(name);
    if (!part) throw new Error(`TREKKER_GATEWAY_PARTS names no address of subgraph ${name}`);
    return part;
  };
  const internalTokens = createInternalTokens(secret);
  const subgraphs = new Map<string, SubgraphExecutor>(
    subgraphNames.map((name) => {
      const tools = { part: partOf(name), tokens: internalTokens, clock, timeoutMs };
      return [name, createRemoteSubgraph(name, tools)];
    }),
  );
  const accessTokens = createAccessTokens(secret);
  const part = partOf(authorityName);
  const authority = createRemoteAuthority({
    part,
    name: authorityName,
    accessTokens,
    tokens: internalTokens,
    clock,
    log,
    timeoutMs,
  });
  const group = serviceGroup('installation', [...parts.values(), authority.revocations]);
  return {
    ...group,
    subgraphs,
    authenticate: (credentials) => authority.authenticate(credentials),
    onRevoked: (listener) => authority.revocations.onRevoked(listener),
    async ready() {
      const reasons = await Promise.all(
        [...parts].map(async ([name, one]) => {
          const reason = (await one.ready?.()) ?? null;
          return reason === null ? [] : [`${name}: ${reason}`];
        }),
      );
      return reasons.flat().join('\n') || ((await authority.revocations.ready?.()) ?? null);
    },
    async degraded() {
      const found = await Promise.all([...parts.values()].map((one) => one.degraded()));
      return found.filter((reason) => reason !== null);
    },
  };
}
