import {
  operationFromDocument,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph,
  type Schema,
} from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse, print } from 'graphql';
import { mapFetches, planOf } from './apollo-plan.ts';
import type { Plan } from './planner.ts';
import { planningSupergraph, type PlanningSupergraph } from './planning-supergraph.ts';
import { unsoundField } from './unsound-field.ts';
import { withoutStandIns } from './without-stand-ins.ts';

/** `@apollo/query-planner` over one supergraph. It plans on the spot, which may take very long: for a thread of its own. */
export interface ApolloPlanner {
  /** What callers may ask, as SDL. */
  readonly apiSchemaSdl: string;
  /** Plans a document of one valid operation without `@skip` and `@include`; null when it is beyond the planner's own ceilings. */
  plan(document: string): Plan | null | Unsound;
}

/** What cannot be planned so that the answer would be right. */
export interface Unsound {
  /** The field that would be worked out without what it requires, as `Type.field`. */
  readonly unsound: string;
}

/**
 * That package and `@apollo/federation-internals` are under the Elastic License 2.0; nothing outside this folder imports
 * them. Fails when the supergraph cannot be read.
 */
export function createApolloPlanner(supergraphSdl: string): ApolloPlanner {
  const planning = planningSupergraph(supergraphSdl);
  const supergraph = readSupergraph(planning.sdl);
  const planner = new QueryPlanner(supergraph, {
    // Without fragments a fetch is one plain selection, which is what lets entity fetches of one wave be joined.
    reuseQueryFragments: false,
    debug: { maxEvaluatedPlans: 1_000 },
  });
  return {
    apiSchemaSdl: print(readSupergraph(supergraphSdl).apiSchema().toAST()),
    plan: (document) => plan({ planner, planning, apiSchema: supergraph.apiSchema() }, document),
  };
}

function readSupergraph(sdl: string): Supergraph {
  return Supergraph.build(sdl, {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
    validateSupergraph: false,
  });
}

interface Planning {
  readonly planner: QueryPlanner;
  readonly planning: PlanningSupergraph;
  readonly apiSchema: Schema;
}

function plan({ planner, planning, apiSchema }: Planning, document: string): Plan | null | Unsound {
  const operation = operationFromDocument(apiSchema, parse(document, { noLocation: true }), { validate: false });
  try {
    const found = planOf(planner.buildQueryPlan(operation));
    const unsound = unsoundField(found, planning.standIns);
    if (unsound !== null) return { unsound };
    return mapFetches(found, (fetch) => withoutStandIns(fetch, planning.standIns));
  } catch (error) {
    // The planner's own ceilings on selections have a code of their own; anything else is a bug.
    if (isLimit(error)) return null;
    throw error;
  }
}

function isLimit(error: unknown): boolean {
  return error instanceof Error && /exceed(?:s|ed)/iu.test(error.message);
}
