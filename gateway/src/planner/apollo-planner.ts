import {
  operationFromDocument,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph,
  type Schema,
} from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse, print } from 'graphql';
import { planOf } from './apollo-plan.ts';
import type { Plan } from './planner.ts';

/** `@apollo/query-planner` over one supergraph. It plans on the spot, which may take very long: for a thread of its own. */
export interface ApolloPlanner {
  /** What callers may ask, as SDL. */
  readonly apiSchemaSdl: string;
  /** Plans a document of one valid operation without `@skip` and `@include`; null when it is beyond the planner's own ceilings. */
  plan(document: string): Plan | null;
}

/**
 * That package and `@apollo/federation-internals` are under the Elastic License 2.0; nothing outside this folder imports
 * them. Fails when the supergraph cannot be read.
 */
export function createApolloPlanner(supergraphSdl: string): ApolloPlanner {
  const supergraph = Supergraph.build(supergraphSdl, {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
    validateSupergraph: false,
  });
  const apiSchema = supergraph.apiSchema();
  const planner = new QueryPlanner(supergraph, {
    // Without fragments a fetch is one plain selection, which is what lets entity fetches of one wave be joined.
    reuseQueryFragments: false,
    debug: { maxEvaluatedPlans: 1_000 },
  });
  return {
    apiSchemaSdl: print(apiSchema.toAST()),
    plan: (document) => plan(planner, apiSchema, document),
  };
}

function plan(planner: QueryPlanner, apiSchema: Schema, document: string): Plan | null {
  const operation = operationFromDocument(apiSchema, parse(document, { noLocation: true }), { validate: false });
  try {
    return planOf(planner.buildQueryPlan(operation));
  } catch (error) {
    // The planner's own ceilings on selections have a code of their own; anything else is a bug.
    if (isLimit(error)) return null;
    throw error;
  }
}

function isLimit(error: unknown): boolean {
  return error instanceof Error && /exceed(?:s|ed)/iu.test(error.message);
}
