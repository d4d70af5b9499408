import type { GatewayConfig } from './config.ts';
import type { Supergraph } from './dependencies.ts';
import { SingleFlightCache, type CacheObserver } from './document/single-flight-cache.ts';
import type { Variables } from './admission/list-cost.ts';
import type { ExecutionTools } from './execute/run.ts';
import { createTypeIndex } from './execute/type-index.ts';
import { coerceVariables } from './operation/coerce-variables.ts';
import { checkOperation, type CheckedOperation, type OperationText } from './operation/checked-operation.ts';
import { planKey, planOperation, type PlannedOperation } from './operation/planned-operation.ts';
import { createApolloPlanner } from './planner/apollo-planner.ts';
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
}

/** One supergraph with everything that was made of it. Never changes: another supergraph is another generation. */
export interface Generation {
  readonly execution: ExecutionTools;
  /** The executor of `@apollo/gateway`, where it was asked for. */
  readonly stock: StockExecutor | null;
  /** Prepared operations kept now. */
  plans(): number;
  /** Admits, plans and binds a request. Fails with a RequestRefused. */
  accept(request: GraphQLRequest): Promise<AcceptedRequest>;
}

/** What all generations of a gateway share. */
export interface GenerationParts extends Omit<ExecutionTools, 'types' | 'subgraphs'> {
  readonly config: GatewayConfig;
  readonly observePlan: CacheObserver;
}

/** Reads a supergraph and makes it answer. Fails when it cannot be read. */
export async function createGeneration(
  { supergraphSdl, subgraphs }: Supergraph,
  { config, observePlan, ...shared }: GenerationParts,
): Promise<Generation> {
  const planner = createApolloPlanner(supergraphSdl);
  const execution: ExecutionTools = { ...shared, subgraphs, types: createTypeIndex(planner.supergraphSchema) };
  const limits = { entries: config.planCacheEntries, weight: config.planCacheWeight };
  const texts = new SingleFlightCache<CheckedOperation>(limits, ({ weight }) => weight);
  const plans = new SingleFlightCache<PlannedOperation>(limits, ({ checked }) => checked.weight, observePlan);
  const stock = config.executor === 'stock' ? await createStockExecutor(supergraphSdl, execution) : null;
  const generation: Generation = {
    execution,
    stock,
    plans: () => plans.size,
    async accept({ query, operationName, variables: given }) {
      const text = { query, operationName };
      const checked = await texts.get(`${operationName ?? ''}\n${query}`, () =>
        Promise.resolve().then(() => checkOperation(text, planner.apiSchema, config)),
      );
      const variables = await coerceVariables(checked, given, config.maxListCost);
      const conditions: Record<string, boolean> = {};
      for (const name of checked.conditions) conditions[name] = variables[name] === true;
      const key = planKey(checked, conditions);
      const operation = await plans.get(key, () => planOperation(checked, conditions, planner));
      return { generation, operation, variables };
    },
  };
  return generation;
}
