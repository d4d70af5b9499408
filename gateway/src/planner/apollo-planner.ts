import {
  operationFromDocument,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph,
  type Schema,
} from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { buildSchema, type DocumentNode } from 'graphql';
import { RequestRefused } from '../errors/request-refused.ts';
import { planOf } from './apollo-plan.ts';
import type { Plan, Planner } from './planner.ts';

/**
 * A planner over `@apollo/query-planner`. That package and `@apollo/federation-internals` are under the Elastic License
 * 2.0; nothing outside this folder imports them.
 * Fails when the supergraph cannot be read.
 */
export function createApolloPlanner(supergraphSdl: string): Planner {
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
    apiSchema: apiSchema.toGraphQLJSSchema(),
    supergraphSchema: buildSchema(supergraphSdl, { assumeValid: true, assumeValidSDL: true }),
    plan: (document) => Promise.resolve().then(() => plan(planner, apiSchema, document)),
  };
}

function plan(planner: QueryPlanner, apiSchema: Schema, document: DocumentNode): Plan {
  const operation = operationFromDocument(apiSchema, document, { validate: false });
  try {
    return planOf(planner.buildQueryPlan(operation));
  } catch (error) {
    // The planner's own ceilings on selections have a code of their own; anything else is a bug.
    if (isLimit(error)) throw RequestRefused.because('QUERY_TOO_COMPLEX', 'the query is too complex to plan');
    throw error;
  }
}

function isLimit(error: unknown): boolean {
  return error instanceof Error && /exceed(?:s|ed)/iu.test(error.message);
}
