import {
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  type ArgumentNode,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';

/** A field with arguments that a `@requires` asks for. */
export interface RequiredField {
  readonly name: string;
  readonly arguments: readonly ArgumentNode[];
}

/** Fields without arguments that stand in for those that are required with arguments. */
export interface StandIns {
  /** The supergraph with the fields, and asking for them. */
  readonly document: DocumentNode;
  /** Whether there are none at all. */
  readonly none: boolean;
  /** What a field stands in for; undefined for every other field. */
  of(fieldName: string): RequiredField | undefined;
  /** What a field asks for in a subgraph, stand-ins included; null for one that asks for nothing. */
  requiredBy(type: string, field: string, subgraph: string): SelectionSetNode | null;
  /** Whether a subgraph provides fields of others anywhere. */
  provides(subgraph: string): boolean;
  /** Name of the type that a field gives; undefined where there is no such field. */
  typeOf(type: string, field: string): string | undefined;
}

type Holder = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** Reads every `@requires` of a supergraph. Where none of them has arguments, the supergraph stays as it is. */
export function createStandIns(supergraph: DocumentNode): StandIns {
  const writing = new Writing(supergraph);
  const document: DocumentNode = {
    ...supergraph,
    definitions: supergraph.definitions
      .map((definition) => (isHolder(definition) ? writing.rewritten(definition) : definition))
      .map((definition) => (isHolder(definition) ? writing.extended(definition) : definition)),
  };
  return {
    document,
    none: writing.originals.size === 0,
    of: (name) => writing.originals.get(name),
    requiredBy: (...all) => writing.requiredBy(...all),
    provides: (subgraph) => writing.providers.has(subgraph),
    typeOf: (type, field) => writing.typeOf(type, field),
  };
}

class Writing {
  /** By name of the stand-in. */
  readonly originals = new Map<string, RequiredField>();
  /** Subgraphs that provide fields of others. */
  readonly providers = new Set<string>();
  readonly #holders: ReadonlyMap<string, Holder>;
  readonly #prefix: string;
  readonly #names = new Map<string, string>();
  /** Which stand-ins a type needs, by name of the type. */
  readonly #wanted = new Map<string, Set<string>>();
  readonly #requirements = new Map<string, SelectionSetNode>();
  readonly #graphs: ReadonlyMap<string, string>;

  constructor({ definitions }: DocumentNode) {
    const holders = definitions.filter(isHolder);
    this.#holders = new Map(holders.map((holder) => [holder.name.value, holder]));
    const names = holders.flatMap(({ fields = [] }) => fields.map(({ name }) => name.value));
    let prefix = '_r';
    while (names.some((name) => name.startsWith(prefix))) prefix = `_${prefix}`;
    this.#prefix = prefix;
    this.#graphs = subgraphsByGraph(definitions);
  }

  requiredBy(type: string, field: string, subgraph: string): SelectionSetNode | null {
    const name = this.originals.get(field)?.name ?? field;
    return this.#requirements.get(`${subgraph} ${type}.${name}`) ?? null;
  }

  typeOf(type: string, field: string): string | undefined {
    const found = this.#fieldOf(type, this.originals.get(field)?.name ?? field);
    return found && nameOf(found.type);
  }

  /** The type, its fields asking for stand-ins. */
  rewritten(holder: Holder): Holder {
    const fields = holder.fields?.map((field) => ({
      ...field,
      ...(field.directives && {
        directives: field.directives.map((each) => this.#asking(each, holder.name.value, field.name.value)),
      }),
    }));
    return { ...holder, ...(fields && { fields }) };
  }

  /** The type with the stand-ins that are asked of it. */
  extended(holder: Holder): Holder {
    const wanted = this.#wanted.get(holder.name.value);
    if (!wanted) return holder;
    const added = [...wanted].flatMap((name) => this.#standIn(name, holder) ?? []);
    return { ...holder, fields: [...(holder.fields ?? []), ...added] };
  }

  // oxlint-disable-next-line max-params -- a directive and where it stands
  #asking(directive: ConstDirectiveNode, type: string, field: string): ConstDirectiveNode {
    if (directive.name.value !== 'join__field') return directive;
    const requires = textArgument(directive, 'requires');
    const graph = directive.arguments?.find(({ name }) => name.value === 'graph')?.value;
    const subgraph = this.#graphs.get(graph?.kind === Kind.ENUM ? graph.value : '') ?? '';
    if (textArgument(directive, 'provides') !== null) this.providers.add(subgraph);
    if (requires === null) return directive;
    const asked = this.#replaced(selectionOf(requires), type);
    this.#requirements.set(`${subgraph} ${type}.${field}`, asked);
    const text = stripIgnoredCharacters(print(asked)).slice(1, -1);
    return {
      ...directive,
      arguments: (directive.arguments ?? []).map((each) =>
        each.name.value === 'requires' ? { ...each, value: { kind: Kind.STRING, value: text } } : each,
      ),
    };
  }

  /** A selection on a type with stand-ins for all that has arguments. */
  #replaced(set: SelectionSetNode, type: string): SelectionSetNode {
    const selections = set.selections.map((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const narrowed = selection.typeCondition?.name.value ?? type;
        return { ...selection, selectionSet: this.#replaced(selection.selectionSet, narrowed) };
      }
      const { selectionSet, arguments: given = [], ...rest } = selection;
      const returned = this.#fieldOf(type, selection.name.value)?.type;
      const below =
        selectionSet && returned ? { selectionSet: this.#replaced(selectionSet, nameOf(returned)) } : { selectionSet };
      if (given.length === 0) return { ...selection, ...(selectionSet && below) };
      const name = this.#nameFor({ name: selection.name.value, arguments: given }, type);
      return { ...rest, name: { kind: Kind.NAME, value: name }, arguments: [], ...(selectionSet && below) };
    });
    return { ...set, selections } as SelectionSetNode; // its selections are of the kinds they were
  }

  #nameFor(field: RequiredField, type: string): string {
    const identity = [field.name, ...field.arguments.map(print).toSorted()].join('\0');
    const name = this.#names.get(identity) ?? `${this.#prefix}${this.#names.size}`;
    this.#names.set(identity, name);
    this.originals.set(name, field);
    for (const holder of [type, ...this.#implementations(type)]) {
      this.#wanted.set(holder, (this.#wanted.get(holder) ?? new Set()).add(name));
    }
    return name;
  }

  #implementations(type: string): string[] {
    const kinds = [...this.#holders.values()].filter(({ interfaces = [] }) =>
      interfaces.some(({ name }) => name.value === type),
    );
    return kinds.map(({ name }) => name.value);
  }

  /** A field as the one it stands in for, in the same subgraphs, without arguments. */
  #standIn(name: string, holder: Holder): FieldDefinitionNode | null {
    const original = this.#fieldOf(holder.name.value, this.originals.get(name)?.name ?? '');
    if (!original) return null;
    const joins = holder.fields?.find(({ name: own }) => own.value === original.name.value)?.directives ?? [];
    return {
      kind: Kind.FIELD_DEFINITION,
      name: { kind: Kind.NAME, value: name },
      type: original.type,
      directives: joins.filter((directive) => directive.name.value === 'join__field'),
    };
  }

  #fieldOf(type: string, field: string): FieldDefinitionNode | undefined {
    return this.#holders.get(type)?.fields?.find(({ name }) => name.value === field);
  }
}

function isHolder(definition: DefinitionNode): definition is Holder {
  return definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

/** Names of subgraphs by the values of `join__Graph`. */
function subgraphsByGraph(definitions: DocumentNode['definitions']): ReadonlyMap<string, string> {
  const graphs = definitions.find(
    (definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph',
  );
  const values = graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : [];
  return new Map(
    values.map(({ name, directives = [] }) => {
      const texts = directives.map((directive) => textArgument(directive, 'name'));
      return [name.value, texts.find((text) => text !== null) ?? name.value];
    }),
  );
}

/** The selection that a set of fields in a directive stands for. */
function selectionOf(fields: string): SelectionSetNode {
  const [definition] = parse(fields.trim().startsWith('{') ? fields : `{ ${fields} }`, {
    noLocation: true,
  }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`${fields} is no set of fields`);
  return definition.selectionSet;
}

function textArgument({ arguments: given = [] }: ConstDirectiveNode, name: string): string | null {
  const value = given.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : null;
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
