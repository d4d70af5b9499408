import {
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
  type DocumentNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { FetchNode, PlanNode, RequiredSelection, Rewrite } from './planner.ts';
import type { StandIns } from './stand-ins.ts';

/**
 * A fetch as subgraphs understand it: stand-ins are aliases of what they stand in for, and representations have what was
 * fetched by them under its own name. Where two would have one name, the fields that ask for them are fetched apart.
 */
export function withoutStandIns(fetch: FetchNode, standIns: StandIns): PlanNode {
  if (standIns.none) return fetch;
  const document = parse(fetch.operation, { noLocation: true });
  const parts = fetch.requires ? apart(fetch, document, standIns) : [{ document, requires: null }];
  const nodes = parts.map((part): FetchNode => {
    const renamed = part.requires ? renames(part.requires, [], standIns) : [];
    return {
      ...fetch,
      operation: stripIgnoredCharacters(print(spelledOut(part.document, standIns))),
      requires: part.requires,
      // Before what tells an interface from its kinds, because they go by type.
      inputRewrites: [...renamed, ...fetch.inputRewrites],
    };
  });
  const [first] = nodes;
  return first && nodes.length === 1 ? first : { kind: 'parallel', nodes };
}

interface Part {
  readonly document: DocumentNode;
  readonly requires: readonly RequiredSelection[] | null;
}

/** The fetch in as few parts as there can be without two values under one name. */
function apart({ requires, subgraph }: FetchNode, document: DocumentNode, standIns: StandIns): readonly Part[] {
  if (!requires || !collides(requires, standIns)) return [{ document, requires }];
  const groups: { readonly fields: Set<string>; needs: Set<string> }[] = [];
  for (const { type, field } of entityFields(document)) {
    const needed = standIns.requiredBy(type, field, subgraph);
    const needs = new Set(needed ? pathsOf(needed) : []);
    const group = groups.find((each) => !collides(reduced(requires, each.needs.union(needs), standIns), standIns));
    if (group) {
      group.needs = group.needs.union(needs);
      group.fields.add(`${type}.${field}`);
    } else {
      groups.push({ fields: new Set([`${type}.${field}`]), needs });
    }
  }
  return groups.map(({ fields, needs }) => ({
    document: onlyFields(document, fields),
    requires: reduced(requires, needs, standIns),
  }));
}

/** Whether two values of an object would have one name. */
function collides(requires: readonly RequiredSelection[], standIns: StandIns): boolean {
  const fields = fieldsOf(requires);
  const keys = Map.groupBy([...new Set(fields.map(({ key }) => key))], (key) => standIns.of(key)?.name ?? key);
  if ([...keys.values()].some((alike) => alike.length > 1)) return true;
  return fields.some(({ selections }) => selections && collides(selections, standIns));
}

/** What is required less the stand-ins that nothing needs here, and less what stands in the way of one that is needed. */
// oxlint-disable-next-line max-params -- it recurses
function reduced(
  requires: readonly RequiredSelection[],
  needs: ReadonlySet<string>,
  standIns: StandIns,
  above = '',
): RequiredSelection[] {
  const kept = fieldsOf(requires).filter(({ key }) => needs.has(`${above}${key}`));
  const taken = new Set(kept.map(({ key }) => standIns.of(key)?.name));
  return requires.flatMap((selection): RequiredSelection[] => {
    if (selection.kind === 'fragment') {
      return [{ ...selection, selections: reduced(selection.selections, needs, standIns, above) }];
    }
    const { key, selections } = selection;
    if (!needs.has(`${above}${key}`) && (standIns.of(key) || taken.has(key))) return [];
    if (!selections) return [selection];
    const below = reduced(selections, needs, standIns, `${above}${key}.`);
    return below.length > 0 ? [{ ...selection, selections: below }] : [];
  });
}

/** Fields of an object, those of any of its kinds included. */
function fieldsOf(requires: readonly RequiredSelection[]): Extract<RequiredSelection, { kind: 'field' }>[] {
  return requires.flatMap((each) => (each.kind === 'field' ? [each] : fieldsOf(each.selections)));
}

/** Every field of a representation as the names that lead to it. */
export function pathsIn(requires: readonly RequiredSelection[], above = ''): string[] {
  return fieldsOf(requires).flatMap(({ key, selections }) => [
    `${above}${key}`,
    ...(selections ? pathsIn(selections, `${above}${key}.`) : []),
  ]);
}

/** Every field of a selection as the names that lead to it. */
export function pathsOf({ selections }: SelectionSetNode, above = ''): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) return pathsOf(selection.selectionSet, above);
    const path = `${above}${selection.name.value}`;
    return [path, ...(selection.selectionSet ? pathsOf(selection.selectionSet, `${path}.`) : [])];
  });
}

/** What becomes of the values of stand-ins in a representation. */
function renames(requires: readonly RequiredSelection[], above: readonly string[], standIns: StandIns): Rewrite[] {
  return requires.flatMap((selection): Rewrite[] => {
    if (selection.kind === 'fragment') {
      return renames(selection.selections, [...above, `... on ${selection.type}`], standIns);
    }
    const { key, selections } = selection;
    const path = [...above, key];
    const original = standIns.of(key);
    const below = selections ? renames(selections, path, standIns) : [];
    return original ? [...below, { kind: 'rename', path, to: original.name }] : below;
  });
}

/** The fields of entities that a document asks for. */
function entityFields(document: DocumentNode): { type: string; field: string }[] {
  const found: { type: string; field: string }[] = [];
  const collect = ({ selections }: SelectionSetNode, type: string): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        collect(selection.selectionSet, selection.typeCondition?.name.value ?? type);
      } else if (selection.kind === Kind.FIELD && selection.name.value !== '__typename') {
        found.push({ type, field: selection.name.value });
      }
    }
  };
  collect(entitiesOf(document), '');
  return found;
}

/** The document without fields of entities that are not among `fields`, as `Type.field`. */
function onlyFields(document: DocumentNode, fields: ReadonlySet<string>): DocumentNode {
  const entities = entitiesOf(document);
  const keep = (set: SelectionSetNode, type: string): SelectionSetNode => {
    const selections = set.selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) {
        const { value } = selection.name;
        return value === '__typename' || fields.has(`${type}.${value}`) ? [selection] : [];
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
      const kept = keep(selection.selectionSet, selection.typeCondition?.name.value ?? type);
      return kept.selections.length > 0 ? [{ ...selection, selectionSet: kept }] : [];
    });
    return { ...set, selections };
  };
  return visit(document, { SelectionSet: (set) => (set === entities ? keep(set, '') : undefined) });
}

/** What is selected of `_entities`. */
function entitiesOf({ definitions }: DocumentNode): SelectionSetNode {
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const field of definition.selectionSet.selections) {
      if (field.kind === Kind.FIELD && field.name.value === '_entities' && field.selectionSet)
        return field.selectionSet;
    }
  }
  throw new Error('an entity fetch selects something else than _entities');
}

function spelledOut(document: DocumentNode, standIns: StandIns): DocumentNode {
  return visit(document, {
    Field(node) {
      const original = standIns.of(node.name.value);
      if (!original) return undefined;
      const name = { kind: Kind.NAME, value: original.name } as const;
      return { ...node, alias: node.alias ?? node.name, name, arguments: original.arguments };
    },
  });
}
