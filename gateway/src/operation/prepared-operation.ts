import type { GraphQLSchema } from 'graphql';
import { admit } from '../admission/admit.ts';
import { compileListCost, type Variables } from '../admission/list-cost.ts';
import { preAlias, type AliasedOperation } from '../aliasing/pre-alias.ts';
import type { GatewayConfig } from '../config.ts';
import { parseDocument } from '../document/parse-document.ts';
import { selectOperation, type SelectedOperation } from '../document/select-operation.ts';
import { validateDocument } from '../document/validate-document.ts';
import { compilePlan, type CompiledPlan } from '../execute/compile-plan.ts';
import type { Planner } from '../planner/planner.ts';
import { ResponseShapes } from '../response/response-shapes.ts';

/** What a caller asks for, before its variables. */
export interface OperationText {
  readonly query: string;
  /** Null when the document has just one operation. */
  readonly operationName: string | null;
}

/** An operation that was checked, planned and is ready to run with any variables. */
export interface PreparedOperation {
  /** Unlike that of any other prepared operation of this process. */
  readonly id: number;
  readonly text: OperationText;
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly selected: SelectedOperation;
  readonly schema: GraphQLSchema;
  readonly aliased: AliasedOperation;
  readonly plan: CompiledPlan;
  readonly shapes: ResponseShapes;
  /** Fields its answer may hold, given its variables. */
  listCost(variables: Variables): number;
}

let lastId = 0;

/**
 * Takes an operation from text to something that runs. Fails with QUERY_INVALID or QUERY_TOO_COMPLEX.
 * Admission stands before validation: some of its rules take quadratic time and more on hostile documents.
 */
export async function prepareOperation(
  text: OperationText,
  { planner, config }: { readonly planner: Planner; readonly config: GatewayConfig },
): Promise<PreparedOperation> {
  const document = parseDocument(text.query, config.maxTokens);
  const selected = selectOperation(document, text.operationName);
  admit(selected, config);
  validateDocument(planner.apiSchema, document);
  const schema = planner.apiSchema;
  const aliased = preAlias(schema, selected);
  const plan = compilePlan(await planner.plan(aliased.document));
  return {
    id: ++lastId,
    text,
    kind: selected.operation.operation,
    selected,
    schema,
    aliased,
    plan,
    shapes: new ResponseShapes(schema, selected, aliased.sourceOf),
    listCost: compileListCost(schema, selected, config.assumedListSize),
  };
}
