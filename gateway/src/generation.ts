import type { Clock, Viewer } from '@trekker/kit';
import { admitCost } from './admission/admit-cost.ts';
import type { Charge } from './admission/budgets.ts';
import { readCostRules } from './admission/cost-rules.ts';
import { createAuthorisation, type Authority } from './authorisation/authorisation.ts';
import { refuseWhole } from './authorisation/refuse-whole.ts';
import type { GatewayConfig } from './config.ts';
import type { Supergraph } from './dependencies.ts';
import { SingleFlightCache, type CacheObserver } from './document/single-flight-cache.ts';
import type { Variables } from './admission/list-cost.ts';
import type { ExecutionTools } from './execute/run.ts';
import { createTypeIndex } from './execute/type-index.ts';
import type { ExplainMode } from './explain/explain-mode.ts';
import { coerceVariables } from './operation/coerce-variables.ts';
import { checkOperation, type CheckedOperation, type OperationText } from './operation/checked-operation.ts';
import { foresee } from './operation/foresee.ts';
import {
  planKey,
  planOperation,
  type PlanCircumstances,
  type PlannedOperation,
} from './operation/planned-operation.ts';
import { createOwnSubgraph } from './own/own-subgraph.ts';
import type { Urgency } from './planner/plan-queue.ts';
import type { Planner } from './planner/planner.ts';
import type { PlanningThread } from './planner/planning-thread.ts';
import { createThreadedPlanner, type PlanningObserver } from './planner/threaded-planner.ts';
import type { RequestTrace } from './tracing/tracing.ts';
import { createStockExecutor, type StockExecutor } from './planner/stock-executor.ts';

/** A GraphQL request, whatever it travelled on. */
export interface GraphQLRequest extends OperationText {
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A request that passed every check, and the generation on which it ends. */
export interface AcceptedRequest {
  readonly generation: Generation;
  readonly operation: PlannedOperation;
  readonly variables: Variables;
  /** Whose rights the operation was planned for. */
  readonly viewer: Viewer | null;
  /** What was taken from the caller's budget; null where nothing is. */
  readonly charge: Charge | null;
  /** What the operation costs, whoever it is charged to. */
  readonly cost: number;
  /** Whether the answer tells what was charged. */
  readonly tellCost: boolean;
  /** What the answer tells of how it comes about. */
  readonly explain: ExplainMode | null;
}

/** Whether a request asks for events: a subscription that is only to be explained does not. */
export function isLive({ operation, explain }: AcceptedRequest): boolean {
  return operation.checked.kind === 'subscription' && explain === null;
}

/** On whose behalf an operation is accepted. */
export interface GenerationAsker {
  readonly viewer: Viewer | null;
  /** A name that is the caller's alone, by which callers take turns; absent: nobody in particular. */
  readonly principal?: string;
  /** Takes the cost from the caller's budget. Fails with RATE_LIMITED. Absent: it was taken before. */
  readonly charge?: (cost: number) => Charge;
  /** Whether the answer tells what it took. */
  readonly tellCost?: boolean;
  readonly explain?: ExplainMode | null;
  /** Who follows the request; absent: nobody. */
  readonly trace?: RequestTrace | null;
}

/** One supergraph with everything that was made of it. Never changes: another supergraph is another generation. */
export interface Generation {
  readonly execution: ExecutionTools;
  /** The executor of `@apollo/gateway`, where it was asked for. */
  readonly stock: StockExecutor | null;
  /** Prepared operations kept now. */
  plans(): number;
  /** Operations that wait to be planned now. */
  waitingPlans(): number;
  /** Admits, plans and binds a request. Fails with a RequestRefused. */
  accept(request: GraphQLRequest, asker: GenerationAsker): Promise<AcceptedRequest>;
  /**
   * Plans documents before anybody asks for them, behind those that callers wait for. Never fails: what is not valid here
   * is noted in the log.
   */
  foresee(documents: Iterable<string>): Promise<void>;
  /** Lets go of what only new operations need, as another generation takes them; resolves when that has happened. */
  retire(): Promise<void>;
  stop(): Promise<void>;
}

/** What all generations of a gateway share. */
export interface GenerationParts extends Omit<ExecutionTools, 'types' | 'subgraphs' | 'own'> {
  readonly config: GatewayConfig;
  readonly clock: Clock;
  /** Who decides what callers may; null where that is left to the subgraphs. */
  readonly authority: Authority | null;
  readonly observePlan: CacheObserver;
  readonly observePlanning: PlanningObserver;
}

/**
 * Reads a supergraph and makes it answer. Fails when it cannot be read.
 * @param thread one that has read it already; absent: one is started.
 */
// oxlint-disable-next-line max-params -- what, with what all share, and what may be there already
export async function createGeneration(
  { supergraphSdl, subgraphs }: Supergraph,
  { config, clock, authority, observePlan, observePlanning, ...shared }: GenerationParts,
  thread?: PlanningThread,
): Promise<Generation> {
  const planner = await createThreadedPlanner(supergraphSdl, {
    limits: planningLimits(config),
    clock,
    log: shared.log,
    observe: observePlanning,
    thread,
  });
  const { supergraphSchema } = planner;
  const own = createOwnSubgraph(supergraphSchema);
  const execution: ExecutionTools = { ...shared, subgraphs, own, types: createTypeIndex(supergraphSchema) };
  const authorisation = createAuthorisation({ authority, supergraph: supergraphSchema, api: planner.apiSchema });
  const costs = readCostRules(supergraphSchema);
  const limits = { entries: config.planCacheEntries, weight: config.planCacheWeight };
  const texts = new SingleFlightCache<CheckedOperation>(limits, ({ weight }) => weight);
  const plans = new SingleFlightCache<PlannedOperation>(limits, ({ checked }) => checked.weight, observePlan);
  const stock = config.executor === 'stock' ? await createStockExecutor(supergraphSdl, execution) : null;
  const check = (text: OperationText) =>
    texts.get(JSON.stringify([text.operationName, text.query]), () =>
      Promise.resolve().then(() => checkOperation(text, { schema: planner.apiSchema, costs }, config)),
    );
  const planned = (checked: CheckedOperation, circumstances: PlanCircumstances, urgency: Urgency) =>
    plans.get(planKey(checked, circumstances), () => planOperation(checked, circumstances, { planner, urgency }));
  const { ended, ...ending } = endingOf(planner, stock);
  const generation: Generation = {
    execution,
    foresee: (documents) => foresee(documents, { check, planned, log: shared.log, signal: ended }),
    stock,
    plans: () => plans.size,
    waitingPlans: () => planner.waiting(),
    ...ending,
    async accept({ query, operationName, variables: given }, asker) {
      const { viewer, trace = null } = asker;
      trace?.enters('admission');
      const checked = await check({ query, operationName });
      const variables = await coerceVariables(checked, given);
      const cost = admitCost(checked.listCost(variables), config.maxListCost);
      const told = tellingOf(asker, cost);
      const denials = authorisation.denials(checked, viewer);
      if (denials) refuseWhole({ checked, denials, stock });
      trace?.enters('planning');
      const circumstances = { conditions: conditionsOf(checked, variables), denials };
      const operation = await planned(checked, circumstances, askedBy(asker));
      trace?.asks(checked);
      trace?.enters('execution');
      return { generation, operation, variables, viewer, cost, ...told };
    },
  };
  return generation;
}

/** Ends a generation, and what it does ahead of callers. */
function endingOf(planner: Planner, stock: StockExecutor | null) {
  const ended = new AbortController();
  return {
    ended: ended.signal,
    retire() {
      ended.abort();
      return planner.retire();
    },
    async stop() {
      ended.abort();
      await planner.stop();
      await stock?.stop();
    },
  };
}

function askedBy({ principal = '' }: GenerationAsker): Urgency {
  return { asker: principal };
}

/** Takes the cost from the asker's budget; what the answer tells. */
function tellingOf({ charge, tellCost = false, explain = null }: GenerationAsker, cost: number) {
  return { charge: charge?.(cost) ?? null, tellCost, explain };
}

function conditionsOf(checked: CheckedOperation, variables: Variables): Record<string, boolean> {
  const conditions: Record<string, boolean> = {};
  for (const name of checked.conditions) conditions[name] = variables[name] === true;
  return conditions;
}

function planningLimits({ maxPlanMs, maxWaitingPlans, plannerIdleMs, requestDeadlineMs }: GatewayConfig) {
  return { planMs: maxPlanMs, waiting: maxWaitingPlans, idleMs: plannerIdleMs, waitMs: requestDeadlineMs };
}
