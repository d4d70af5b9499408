import type { Credentials, Viewer } from '@trekker/kit';
import type { Variables } from './admission/list-cost.ts';
import type { GatewayConfig } from './config.ts';
import type { GatewayDependencies } from './dependencies.ts';
import type { ExecutionTools } from './execute/run.ts';
import { SingleFlightCache } from './document/single-flight-cache.ts';
import { createTypeIndex } from './execute/type-index.ts';
import { Metrics } from './metrics.ts';
import { answerOperation, type Answer, type OperationRequest } from './operation/answer.ts';
import { coerceVariables } from './operation/coerce-variables.ts';
import { checkOperation, type CheckedOperation, type OperationText } from './operation/checked-operation.ts';
import { planKey, planOperation, type PlannedOperation } from './operation/planned-operation.ts';
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
  readonly operation: PlannedOperation;
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
  const live = () => ({
    subscriptions: hub.subscriptions,
    upstreams: hub.upstreams,
    plans: plans.size,
    sockets: openSockets(),
  });
  const metrics = new Metrics(live, deps.measures);
  const execution: ExecutionTools = {
    subgraphs: deps.subgraphs,
    types: createTypeIndex(planner.supergraphSchema),
    log: deps.log,
    observeCall: (subgraph, outcome, seconds) => metrics.subgraphCall(subgraph, outcome, seconds),
  };
  const limits = { entries: config.planCacheEntries, weight: config.planCacheWeight };
  const texts = new SingleFlightCache<CheckedOperation>(limits, ({ weight }) => weight);
  const plans = new SingleFlightCache<PlannedOperation>(
    limits,
    ({ checked }) => checked.weight,
    (outcome) => metrics.planLookup(outcome),
  );
  const hub = new SubscriptionHub({
    execution,
    clock: deps.clock,
    eventDeadlineMs: config.requestDeadlineMs,
    endless: config.endlessSubscriptions,
  });
  const underWay = new UnderWay();
  const stock = config.executor === 'stock' ? await createStockExecutor(deps.supergraphSdl, execution) : null;
  return {
    hub,
    metrics,
    async authenticate(credentials) {
      const verifiedAt = hub.mark();
      return { viewer: await deps.authenticate(credentials), verifiedAt };
    },
    async accept({ query, operationName, variables: given }) {
      const text = { query, operationName };
      const checked = await texts.get(`${operationName ?? ''}\n${query}`, () =>
        Promise.resolve().then(() => checkOperation(text, planner.apiSchema, config)),
      );
      const variables = await coerceVariables(checked, given, config.maxListCost);
      const conditions = Object.fromEntries(checked.conditions.map((name) => [name, variables[name] === true]));
      const key = planKey(checked, conditions);
      return { operation: await plans.get(key, () => planOperation(checked, conditions, planner)), variables };
    },
    answer: (request) => underWay.track(stock ? stock.answer(request) : answerOperation(execution, request)),
    idle: () => underWay.idle(),
    async stop() {
      hub.close();
      await stock?.stop();
    },
  };
}
