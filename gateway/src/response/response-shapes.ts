import { Kind, visit, type FieldNode, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { operationDocument, type SelectedOperation } from '../document/select-operation.ts';
import { selectionShape, type SelectionShape } from './shape.ts';

/** The shape of a whole answer. */
export interface ResponseShape {
  readonly rootType: GraphQLObjectType;
  readonly selection: SelectionShape;
}

/** Combinations of conditions kept per operation; an operation seldom has more than a few. */
const MAX_SHAPES = 64;

/** The shapes of an operation's answers, one per combination of the variables behind `@skip` and `@include`. */
export class ResponseShapes {
  /** Names of the variables behind `@skip` and `@include`. */
  readonly conditions: readonly string[];
  readonly #schema: GraphQLSchema;
  readonly #selected: SelectedOperation;
  readonly #sourceOf: (field: FieldNode) => string;
  readonly #shapes = new Map<string, ResponseShape>();

  constructor(schema: GraphQLSchema, selected: SelectedOperation, sourceOf: (field: FieldNode) => string) {
    this.#schema = schema;
    this.#selected = selected;
    this.#sourceOf = sourceOf;
    this.conditions = conditionVariables(selected);
  }

  /** @param variables coerced, under the caller's names. */
  shapeFor(variables: Readonly<Record<string, unknown>>): ResponseShape {
    const key = this.conditions.map((name) => (variables[name] === true ? '1' : '0')).join('');
    const known = this.#shapes.get(key);
    if (known) return known;
    if (this.#shapes.size >= MAX_SHAPES) this.#shapes.clear();
    const shape = this.#shape(variables);
    this.#shapes.set(key, shape);
    return shape;
  }

  #shape(variables: Readonly<Record<string, unknown>>): ResponseShape {
    const { operation, fragments } = this.#selected;
    const rootType = this.#schema.getRootType(operation.operation);
    if (!rootType) throw new Error(`the schema has no root type for ${operation.operation}`);
    // Only these are kept, so that a shape holds on to nothing else a caller sent.
    const conditions = Object.fromEntries(this.conditions.map((name) => [name, variables[name]]));
    const context = { schema: this.#schema, fragments, conditions, sourceOf: this.#sourceOf };
    return { rootType, selection: selectionShape([operation.selectionSet], context) };
  }
}

function conditionVariables(selected: SelectedOperation): string[] {
  const names = new Set<string>();
  visit(operationDocument(selected), {
    Directive(node) {
      if (node.name.value !== 'skip' && node.name.value !== 'include') return;
      for (const { value } of node.arguments ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names].toSorted();
}
