import type { DocumentNode } from 'graphql';
import type { GatewayConfig } from '../config.ts';
import { RequestRefused } from '../errors/request-refused.ts';
import { measure, type Measures } from './measure.ts';

/** The limits that admission needs. */
export type AdmissionLimits = Pick<
  GatewayConfig,
  'maxDepth' | 'maxSelections' | 'maxAliases' | 'maxRootFields' | 'maxRepeats' | 'maxDirectives'
>;

/** The introspection query of GraphiQL nests 15 deep. */
const MAX_INTROSPECTION_DEPTH = 20;

/**
 * How large a document is. Fails with QUERY_TOO_COMPLEX when it is larger than allowed. It needs no schema and runs before validation
 * and planning, both of which a small hostile document could keep busy for minutes.
 */
export function admit(document: DocumentNode, limits: AdmissionLimits): Measures {
  const measures = measure(document);
  for (const [what, actual, allowed] of rules(measures, limits)) {
    if (actual > allowed) {
      throw RequestRefused.because(
        'QUERY_TOO_COMPLEX',
        `the query has ${what} ${actual}, at most ${allowed} is allowed`,
      );
    }
  }
  return measures;
}

function rules(measures: Measures, limits: AdmissionLimits): [what: string, actual: number, allowed: number][] {
  return [
    ['selections (fragments expanded)', measures.selections, limits.maxSelections],
    ['depth', measures.depth, limits.maxDepth],
    ['introspection depth', measures.introspectionDepth, MAX_INTROSPECTION_DEPTH],
    ['aliases (fragments expanded)', measures.aliases, limits.maxAliases],
    ['root fields', measures.rootFields, limits.maxRootFields],
    ['repeats of one response key', measures.repeats, limits.maxRepeats],
    ['directives (fragments expanded)', measures.directives, limits.maxDirectives],
  ];
}
