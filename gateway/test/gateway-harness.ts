import { readConfig, TrekkerError, type Credentials, type Viewer } from '@trekker/kit';
import { gatewayOptions, type GatewayConfig } from '../src/config.ts';
import type { GatewayDependencies } from '../src/dependencies.ts';
import { createGateway, type Gateway } from '../src/gateway.ts';
import { testDependencies, viewerOf, type Response as Answered } from './engine-harness.ts';
import { createWorld, type World } from './world/world.ts';

/** A gateway on a free port over a world of its own. */
export interface TestGateway extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly world: World;
  readonly origin: string;
  readonly socketUrl: string;
  /** Credentials that were presented. */
  readonly presented: Credentials[];
  post(body: unknown, headers?: Record<string, string>): Promise<Response>;
  ask(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answered>;
  revoke(isRevoked: (viewer: Viewer) => boolean): void;
}

/**
 * Starts a gateway. Its tokens are `Bearer <user>[@<tenant>]`, its cookie `session=<user>`; `Bearer expired` and
 * `Bearer wrong` are refused, `Bearer short` ends after 150 ms.
 */
export async function startGateway(
  overrides: Partial<GatewayConfig> = {},
  deps: (world: World) => Partial<GatewayDependencies> = () => ({}),
): Promise<TestGateway> {
  const world = createWorld();
  const listeners = new Set<(isRevoked: (viewer: Viewer) => boolean) => void>();
  const presented: Credentials[] = [];
  const config = { ...readConfig(gatewayOptions, {}), port: 0, endlessSubscriptions: false, ...overrides };
  const gateway = createGateway(config, {
    ...testDependencies(world),
    authenticate: async (credentials) => {
      presented.push(credentials);
      return verified(credentials);
    },
    onRevoked(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ...deps(world),
  });
  await gateway.start();
  const { host, port } = gateway.address();
  const origin = `http://${host}:${port}`;
  const post: TestGateway['post'] = (body, headers = {}) =>
    fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    gateway,
    world,
    origin,
    socketUrl: `ws://${host}:${port}/graphql`,
    presented,
    post,
    ask: async (query, variables = {}, headers = {}) =>
      (await (await post({ query, variables }, headers)).json()) as Answered,
    revoke(isRevoked) {
      for (const listener of listeners) listener(isRevoked);
    },
    [Symbol.asyncDispose]: () => gateway.stop(),
  };
}

function verified({ authorization, cookie }: Credentials): Viewer | null {
  const credential = authorization?.replace('Bearer ', '') ?? cookie?.replace('session=', '');
  if (credential === undefined) return null;
  if (credential === 'wrong') throw new TrekkerError('UNAUTHENTICATED', 'this is not a token of ours');
  if (credential === 'expired') throw new TrekkerError('TOKEN_EXPIRED', 'the token has expired');
  const [id = '', tenantId = 'acme'] = credential.split('@');
  return viewerOf(id, { tenantId, expiresAt: id === 'short' ? Date.now() + 150 : null });
}
