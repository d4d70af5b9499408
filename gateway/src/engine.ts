import type { Viewer } from '@trekker/kit';
import type { Variables } from './admission/list-cost.ts';
import type { GatewayConfig } from './config.ts';
import type { Credentials, GatewayDependencies } from './dependencies.ts';
import type { ExecutionTools } from './execute/run.ts';
import { createTypeIndex } from './execute/type-index.ts';
import { Metrics } from './metrics.ts';
import { answerOperation, type Answer, type OperationRequest } from './operation/answer.ts';
import { coerceVariables } from './operation/coerce-variables.ts';
import { OperationStore } from './operation/operation-store.ts';
import { prepareOperation, type OperationText, type PreparedOperation } from './operation/prepared-operation.ts';
import { createApolloPlanner } from './planner/apollo-planner.ts';
import { createStockExecutor } from './planner/stock-executor.ts';
import { UnderWay } from './operation/under-way.ts';
import { SubscriptionHub } from './subscriptions/subscription-hub.ts';

/** A GraphQL request, whatever it travelled on. */
export interface GraphQLRequest extends OperationText {
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A request that passed every check. */
export interface AcceptedRequest {
  readonly operation: PreparedOperation;
  readonly variables: Variables;
}

/** A verified caller, and the mark of the moment of verification that `SubscriptionHub` asks for. */
export interface Principal {
  readonly viewer: Viewer | null;
  readonly verifiedAt: number;
}

/** Everything between a request and its answer. HTTP, event streams and WebSockets stand on this alone. */
export interface Engine {
  readonly hub: SubscriptionHub;
  readonly metrics: Metrics;
  /** Fails with UNAUTHENTICATED or TOKEN_EXPIRED when a credential is bad. */
  authenticate(credentials: Credentials): Promise<Principal>;
  /** Admits, plans and binds a request. Fails with a RequestRefused. */
  accept(request: GraphQLRequest): Promise<AcceptedRequest>;
  /** Runs a query or mutation. */
  answer(request: OperationRequest): Promise<Answer>;
  /** Resolves when no query or mutation is under way. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** What an engine is made of. */
export interface EngineParts {
  readonly config: GatewayConfig;
  readonly deps: GatewayDependencies;
  /** WebSockets open now, for the metrics. */
  readonly openSockets: () => number;
}

/** Reads the supergraph and makes it answer. Fails when it cannot be read. */
export async function createEngine({ config, deps, openSockets }: EngineParts): Promise<Engine> {
  const planner = createApolloPlanner(deps.supergraphSdl);
  const metrics: Metrics = new Metrics(() => ({
    subscriptions: hub.subscriptions,
    upstreams: hub.upstreams,
    plans: store.size,
    sockets: openSockets(),
  }));
  const execution: ExecutionTools = {
    subgraphs: deps.subgraphs,
    types: createTypeIndex(planner.supergraphSchema),
    log: deps.log,
    observeCall: (subgraph, outcome, seconds) => metrics.subgraphCall(subgraph, outcome, seconds),
  };
  const store = new OperationStore({
    limit: config.planCacheEntries,
    prepare: (text) => prepareOperation(text, { planner, config }),
    observe: (outcome) => metrics.planLookup(outcome),
  });
  const hub = new SubscriptionHub({ execution, clock: deps.clock, eventDeadlineMs: config.requestDeadlineMs });
  const underWay = new UnderWay();
  const stock = config.executor === 'stock' ? await createStockExecutor(deps.supergraphSdl, execution) : null;
  return {
    hub,
    metrics,
    async authenticate(credentials) {
      const verifiedAt = hub.mark();
      return { viewer: await deps.authenticate(credentials), verifiedAt };
    },
    async accept(request) {
      const operation = await store.get({ query: request.query, operationName: request.operationName });
      return { operation, variables: coerceVariables(operation, request.variables, config.maxListCost) };
    },
    answer: (request) => underWay.track(stock ? stock.answer(request) : answerOperation(execution, request)),
    idle: () => underWay.idle(),
    async stop() {
      hub.close();
      await stock?.stop();
    },
  };
}
