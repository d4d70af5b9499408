import {
  isAbstractType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** What decides which fields a selection comes to. */
export interface CollectContext {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

type Nodes = [FieldNode, ...FieldNode[]];

/**
 * The fields of selection sets for one type, by response key in order of first mention (GraphQL spec, CollectFields).
 * Conditions have been decided before.
 */
export class CollectedFields {
  readonly #type: GraphQLObjectType;
  readonly #context: CollectContext;
  readonly #fields = new Map<string, Nodes>();
  readonly #spread = new Set<string>();

  constructor(type: GraphQLObjectType, context: CollectContext) {
    this.#type = type;
    this.#context = context;
  }

  add(sets: readonly SelectionSetNode[]): this {
    for (const set of sets) for (const selection of set.selections) this.#addSelection(selection);
    return this;
  }

  entries(): [string, Nodes][] {
    return [...this.#fields];
  }

  #addSelection(selection: SelectionNode): void {
    if (selection.kind === Kind.FIELD) return this.#addField(selection);
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      if (this.#applies(selection.typeCondition?.name.value)) this.add([selection.selectionSet]);
      return;
    }
    const name = selection.name.value;
    const fragment = this.#context.fragments.get(name);
    if (!fragment || this.#spread.has(name) || !this.#applies(fragment.typeCondition.name.value)) return;
    this.#spread.add(name);
    this.add([fragment.selectionSet]);
  }

  #addField(field: FieldNode): void {
    const key = field.alias?.value ?? field.name.value;
    const nodes = this.#fields.get(key);
    if (nodes) nodes.push(field);
    else this.#fields.set(key, [field]);
  }

  #applies(typeCondition: string | undefined): boolean {
    if (typeCondition === undefined || typeCondition === this.#type.name) return true;
    const type = this.#context.schema.getType(typeCondition);
    return isAbstractType(type) && this.#context.schema.isSubType(type, this.#type);
  }
}
