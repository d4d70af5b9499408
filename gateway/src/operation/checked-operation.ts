import type { GraphQLSchema } from 'graphql';
import { admit } from '../admission/admit.ts';
import { compileListCost, type CostSources, type Variables } from '../admission/list-cost.ts';
import type { GatewayConfig } from '../config.ts';
import { conditionVariables } from '../document/conditions.ts';
import { parseDocument } from '../document/parse-document.ts';
import { selectOperation, type SelectedOperation } from '../document/select-operation.ts';
import { validateDocument } from '../document/validate-document.ts';

/** What a caller asks for, before its variables. */
export interface OperationText {
  readonly query: string;
  /** Null when the document has just one operation. */
  readonly operationName: string | null;
}

/** An operation that was admitted and is valid. */
export interface CheckedOperation {
  /** Unlike that of any other operation of this process. */
  readonly id: number;
  readonly text: OperationText;
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly schema: GraphQLSchema;
  readonly selected: SelectedOperation;
  /** Names of the variables behind `@skip` and `@include`. */
  readonly conditions: readonly string[];
  /** How much memory it is likely to take, in characters of text. */
  readonly weight: number;
  /** Fields its answer may hold, given its variables. */
  readonly listCost: (variables: Variables) => number;
}

/** What one expanded selection takes in tree, plan and shape, measured roughly against a character of text. */
const WEIGHT_OF_SELECTION = 20;

let lastId = 0;

/**
 * Takes an operation from text to something that may be planned. Fails with QUERY_INVALID or QUERY_TOO_COMPLEX.
 * Admission stands before validation: some of its rules take quadratic time and more on hostile documents.
 */
export function checkOperation(text: OperationText, sources: CostSources, config: GatewayConfig): CheckedOperation {
  const { schema } = sources;
  const document = parseDocument(text.query, config.maxTokens);
  const { selections } = admit(document, config);
  const selected = selectOperation(document, text.operationName);
  validateDocument(schema, document);
  return {
    id: ++lastId,
    text,
    kind: selected.operation.operation,
    schema,
    selected,
    weight: text.query.length + WEIGHT_OF_SELECTION * selections,
    conditions: conditionVariables(selected),
    listCost: listCostOf(sources, selected, config),
  };
}

/** Without variables it is the same for all requests. */
function listCostOf(
  sources: CostSources,
  selected: SelectedOperation,
  { assumedListSize }: GatewayConfig,
): CheckedOperation['listCost'] {
  const costOf = compileListCost(sources, selected, assumedListSize);
  if (selected.operation.variableDefinitions?.length) return costOf;
  const cost = costOf({});
  return () => cost;
}
