import {
  Kind,
  print,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { isInterfaceType, isObjectType } from 'graphql';
import { operationDocument, type SelectedOperation } from '../document/select-operation.ts';

/** An operation in the words of the planner, and the way back to the caller's. */
export interface AliasedOperation {
  /** What is planned: one operation with the fragments it uses, without introspection. */
  readonly document: DocumentNode;
  /** The key under which the data of a field lies that the caller selected. */
  readonly sourceOf: (field: FieldNode) => string;
  /** The caller's response key for a key of the data; keys that were not renamed stand for themselves. */
  readonly responseKeyOf: (source: string) => string;
  /** The caller's variables under the names the planner saw. */
  readonly renameVariables: (variables: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

/**
 * Gives every field that carries an alias, or may carry arguments, a reserved alias of its own before planning. The
 * planner adds keys and required fields to selections by name and trusts that nothing else answers to that name: without
 * this step `{ id: legacyId }` loses its value, and `comments(limit: 1)` receives the rows that a `@requires` asked for
 * (apollographql/federation#3036). No response key of a caller ever reaches a subgraph.
 *
 * Introspection is cut out, because no subgraph answers it; `__typename` stays, plain, as its alias only matters when the
 * answer is written. Variables named like the planner's own are renamed.
 */
export function preAlias(schema: GraphQLSchema, selected: SelectedOperation): AliasedOperation {
  const renaming = new Renaming(schema);
  const document = operationDocument(selected);
  const renameVariable = variableRenaming(selected.operation);
  const planned: DocumentNode = visit(document, {
    Field: {
      enter(node) {
        const name = node.name.value;
        if (name === '__schema' || name === '__type') return null;
        if (name === '__typename') return { kind: Kind.FIELD, name: node.name };
        return renaming.rename(node);
      },
    },
    SelectionSet: { leave: withoutEmptySet },
    Variable: (node) => ({ ...node, name: { ...node.name, value: renameVariable.forth(node.name.value) } }),
  });
  return {
    document: planned,
    sourceOf: (field) => renaming.sourceOf(field),
    responseKeyOf: (source) => renaming.responseKeyOf(source),
    renameVariables: (variables) => renameVariable.all(variables),
  };
}

class Renaming {
  readonly #prefix: string;
  readonly #namesWithArguments: ReadonlySet<string>;
  readonly #sources = new Map<string, string>();
  readonly #responseKeys = new Map<string, string>();

  constructor(schema: GraphQLSchema) {
    ({ prefix: this.#prefix, namesWithArguments: this.#namesWithArguments } = fieldNames(schema));
  }

  rename(node: FieldNode): FieldNode | undefined {
    const source = this.sourceOf(node);
    if (source === node.name.value) return undefined;
    return { ...node, alias: { kind: Kind.NAME, value: source } };
  }

  /** Fields that must merge (same key, name and arguments) share a source; all others have their own. */
  sourceOf(node: FieldNode): string {
    const name = node.name.value;
    if (!node.alias && !this.#namesWithArguments.has(name)) return name;
    const responseKey = node.alias?.value ?? name;
    const identity = [responseKey, name, ...(node.arguments ?? []).map(print).toSorted()].join('\0');
    const known = this.#sources.get(identity);
    if (known) return known;
    const source = `${this.#prefix}${this.#sources.size}`;
    this.#sources.set(identity, source);
    this.#responseKeys.set(source, responseKey);
    return source;
  }

  responseKeyOf(source: string): string {
    return this.#responseKeys.get(source) ?? source;
  }
}

interface FieldNames {
  /** Starts no field name of the schema. */
  readonly prefix: string;
  readonly namesWithArguments: ReadonlySet<string>;
}

const FIELD_NAMES = new WeakMap<GraphQLSchema, FieldNames>();

function fieldNames(schema: GraphQLSchema): FieldNames {
  const known = FIELD_NAMES.get(schema);
  if (known) return known;
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) || isInterfaceType(type));
  const fields = types.flatMap((type) => Object.values(type.getFields()));
  let prefix = '_a';
  while (fields.some((field) => field.name.startsWith(prefix))) prefix = `_${prefix}`;
  const withArguments = fields.filter((field) => field.args.length > 0).map((field) => field.name);
  const found = { prefix, namesWithArguments: new Set(withArguments) };
  FIELD_NAMES.set(schema, found);
  return found;
}

function withoutEmptySet(node: SelectionSetNode): SelectionSetNode | undefined {
  if (node.selections.length > 0) return undefined;
  const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
  return { ...node, selections: [typename] };
}

/** What the planner's own variables begin with. */
const PLANNERS_OWN = ['representations', 'contextualArgument'];

function variableRenaming(operation: OperationDefinitionNode) {
  const taken = new Set((operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value));
  const forthNames = new Map<string, string>();
  for (const name of taken) {
    if (!PLANNERS_OWN.some((prefix) => name.startsWith(prefix))) continue;
    let renamed = `v_${name}`;
    while (taken.has(renamed)) renamed = `v_${renamed}`;
    forthNames.set(name, renamed);
  }
  return {
    forth: (name: string) => forthNames.get(name) ?? name,
    all(variables: Readonly<Record<string, unknown>>) {
      if (forthNames.size === 0) return variables;
      return Object.fromEntries(
        Object.entries(variables).map(([name, value]) => [forthNames.get(name) ?? name, value]),
      );
    },
  };
}
