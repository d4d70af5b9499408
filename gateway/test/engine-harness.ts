import { readConfig, silentLogger, systemClock, type Viewer } from '@trekker/kit';
import { gatewayOptions, type GatewayConfig } from '../src/config.ts';
import type { GatewayDependencies } from '../src/dependencies.ts';
import { createEngine, type Engine } from '../src/engine.ts';
import type { Caller } from '../src/execute/run.ts';
import type { Answer } from '../src/operation/answer.ts';
import { createWorld, type World } from './world/world.ts';

/** A GraphQL response after the journey. */
export interface Response {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string } & Record<string, unknown>;
  }[];
}

/** An engine over a world of its own. */
export interface TestEngine {
  readonly engine: Engine;
  readonly world: World;
  /** Asks and fails when the request is refused. */
  ask(
    query: string,
    variables?: Record<string, unknown>,
    caller?: Partial<Caller>,
  ): Promise<Response & { text: string }>;
  answer(query: string, variables?: Record<string, unknown>, caller?: Partial<Caller>): Promise<Answer>;
}

/** Starts an engine. Stop it by `engine.stop()`. */
export async function testEngine(
  overrides: Partial<GatewayConfig> = {},
  deps: Partial<GatewayDependencies> = {},
): Promise<TestEngine> {
  const world = createWorld();
  const engine = await createEngine({
    config: { ...readConfig(gatewayOptions, {}), endlessSubscriptions: false, ...overrides },
    deps: { ...testDependencies(world), ...deps },
    openSockets: () => 0,
  });
  const answer: TestEngine['answer'] = async (query, variables = {}, caller = {}) => {
    const accepted = await engine.accept({ query, operationName: null, variables });
    return engine.answer({ ...accepted, caller: { ...nobody(), ...caller } });
  };
  return {
    engine,
    world,
    answer,
    async ask(query, variables, caller) {
      const { text } = await answer(query, variables, caller);
      return { ...(JSON.parse(text) as Response), text };
    },
  };
}

/** What a gateway over a test world stands on. */
export function testDependencies(world: World): GatewayDependencies {
  return {
    supergraphSdl: world.supergraphSdl,
    subgraphs: world.subgraphs,
    authenticate: () => Promise.resolve(null),
    onRevoked: () => () => {},
    ready: () => Promise.resolve(null),
    clock: systemClock,
    log: silentLogger,
  };
}

/** A caller who is not signed in. */
export function nobody(): Caller {
  return {
    viewer: null,
    requestId: 'test-request',
    clientAddress: undefined,
    readAfter: undefined,
    signal: new AbortController().signal,
  };
}

/** A signed-in user of a tenant. */
export function viewerOf(id: string, overrides: Partial<Viewer> = {}): Viewer {
  return {
    tenantId: 'acme',
    actor: { kind: 'user', id },
    grants: [{ permissions: ['people:read'], units: null, places: null, until: null }],
    sessionId: `session-${id}`,
    epoch: 1,
    expiresAt: null,
    ...overrides,
  };
}
