import {
  Kind,
  type DefinitionNode,
  type DocumentNode,
  type OperationDefinitionNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type InlineFragmentNode,
  type FragmentSpreadNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from '../document/select-operation.ts';

/** How large a document is with every fragment counted once per use: the largest of its operations and fragments. */
export interface Measures {
  /** Deepest nesting of fields outside introspection. */
  readonly depth: number;
  /** Deepest nesting below `__schema` and `__type`. */
  readonly introspectionDepth: number;
  readonly selections: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
  /** How often the commonest response key of one selection set is selected. */
  readonly repeats: number;
}

/**
 * Measures a document in time proportional to its text: a fragment is measured once, however often it is spread, so
 * fragments that double one another cost nothing. Cycles and unknown fragments count as empty; validation refuses them.
 * All definitions count, also those that will not run, because validation works on all of them.
 */
export function measure(document: DocumentNode): Measures {
  const scale = new Scale(fragmentsOf(document));
  const all = document.definitions.filter(isExecutable).map((definition) => measuresOf(definition, scale));
  const largest = (pick: (measures: Measures) => number) => Math.max(0, ...all.map(pick));
  return {
    depth: largest(({ depth }) => depth),
    introspectionDepth: largest(({ introspectionDepth }) => introspectionDepth),
    selections: largest(({ selections }) => selections),
    aliases: largest(({ aliases }) => aliases),
    directives: largest(({ directives }) => directives),
    rootFields: largest(({ rootFields }) => rootFields),
    repeats: largest(({ repeats }) => repeats),
  };
}

type Executable = OperationDefinitionNode | FragmentDefinitionNode;

function isExecutable(definition: DefinitionNode): definition is Executable {
  return definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION;
}

function measuresOf(definition: Executable, scale: Scale): Measures {
  const weight = scale.weigh(definition.selectionSet);
  const isOperation = definition.kind === Kind.OPERATION_DEFINITION;
  const isIntrospection = !isOperation && definition.typeCondition.name.value.startsWith('__');
  return {
    depth: isIntrospection ? 0 : weight.depth,
    introspectionDepth: isIntrospection ? weight.depth : weight.introspectionDepth,
    selections: weight.selections,
    aliases: weight.aliases,
    directives: weight.directives + (definition.directives?.length ?? 0) + directivesOfVariables(definition),
    rootFields: isOperation ? sum(weight.keys.values()) : 0,
    repeats: repeatsOf(weight),
  };
}

function directivesOfVariables({ variableDefinitions = [] }: Executable): number {
  return variableDefinitions.reduce((total, { directives = [] }) => total + directives.length, 0);
}

interface Weight {
  depth: number;
  introspectionDepth: number;
  selections: number;
  aliases: number;
  directives: number;
  /** Repeats within the selection sets below. */
  repeatsBelow: number;
  /** How often each response key is selected at this level. */
  readonly keys: Map<string, number>;
}

class Scale {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #weighed = new Map<string, Weight>();

  constructor(fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#fragments = fragments;
  }

  weigh(set: SelectionSetNode): Weight {
    const weight = emptyWeight();
    for (const selection of set.selections) {
      weight.directives += selection.directives?.length ?? 0;
      if (selection.kind === Kind.FIELD) this.#addField(weight, selection);
      else addInPlace(weight, this.#weighFragment(selection));
    }
    return weight;
  }

  #addField(weight: Weight, field: FieldNode): void {
    const below = field.selectionSet ? this.weigh(field.selectionSet) : emptyWeight();
    const isIntrospection = field.name.value === '__schema' || field.name.value === '__type';
    const depthBelow = isIntrospection ? 0 : below.depth;
    const introspectionBelow = isIntrospection ? below.depth + 1 : below.introspectionDepth;
    const key = field.alias?.value ?? field.name.value;
    weight.depth = Math.max(weight.depth, depthBelow + 1);
    weight.introspectionDepth = Math.max(weight.introspectionDepth, introspectionBelow);
    weight.selections += below.selections + 1;
    weight.aliases += below.aliases + (field.alias ? 1 : 0);
    weight.directives += below.directives;
    weight.repeatsBelow = Math.max(weight.repeatsBelow, repeatsOf(below));
    weight.keys.set(key, (weight.keys.get(key) ?? 0) + 1);
  }

  #weighFragment(selection: InlineFragmentNode | FragmentSpreadNode): Weight {
    if (selection.kind === Kind.INLINE_FRAGMENT) return this.weigh(selection.selectionSet);
    const name = selection.name.value;
    const known = this.#weighed.get(name);
    if (known) return known;
    // Stands for the fragment while it is being measured, which ends a cycle.
    this.#weighed.set(name, emptyWeight());
    const fragment = this.#fragments.get(name);
    const weight = fragment ? this.weigh(fragment.selectionSet) : emptyWeight();
    weight.directives += fragment?.directives?.length ?? 0;
    this.#weighed.set(name, weight);
    return weight;
  }
}

function addInPlace(weight: Weight, added: Weight): void {
  weight.depth = Math.max(weight.depth, added.depth);
  weight.introspectionDepth = Math.max(weight.introspectionDepth, added.introspectionDepth);
  weight.selections += added.selections;
  weight.aliases += added.aliases;
  weight.directives += added.directives;
  weight.repeatsBelow = Math.max(weight.repeatsBelow, added.repeatsBelow);
  for (const [key, count] of added.keys) weight.keys.set(key, (weight.keys.get(key) ?? 0) + count);
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, each) => total + each, 0);
}

function repeatsOf(weight: Weight): number {
  return Math.max(weight.repeatsBelow, 0, ...weight.keys.values());
}

function emptyWeight(): Weight {
  return {
    depth: 0,
    introspectionDepth: 0,
    selections: 0,
    aliases: 0,
    directives: 0,
    repeatsBelow: 0,
    keys: new Map(),
  };
}
