import { inTurns } from '@trekker/kit';
import { getVariableValues } from 'graphql';
import type { Variables } from '../admission/list-cost.ts';
import { RequestRefused } from '../errors/request-refused.ts';
import type { CheckedOperation } from './checked-operation.ts';
import { variableProblem } from './variable-problem.ts';

const MAX_ERRORS = 5;

/**
 * The variables as the schema types them, defaults applied: the only values subgraphs ever see.
 * Fails with INVALID_INPUT when they do not fit.
 */
export async function coerceVariables(
  operation: CheckedOperation,
  given: Readonly<Record<string, unknown>>,
): Promise<Variables> {
  const definitions = operation.selected.operation.variableDefinitions ?? [];
  if (definitions.length === 0 && Object.keys(given).length === 0) {
    return NONE;
  }
  const problem = await inTurns(variableProblem(given));
  if (problem !== null) throw RequestRefused.because('INVALID_INPUT', `variables ${problem}`);
  const options = { maxErrors: MAX_ERRORS, hideSuggestions: true };
  const { coerced, errors } = getVariableValues(operation.schema, definitions, given, options);
  if (errors) throw RequestRefused.byGraphQL('INVALID_INPUT', errors.slice(0, MAX_ERRORS));
  for (const name of operation.conditions) {
    if (typeof coerced[name] !== 'boolean') {
      throw RequestRefused.because('INVALID_INPUT', `$${name} decides on @skip or @include and must not be null`);
    }
  }
  return coerced;
}

const NONE: Variables = Object.freeze({});
