import { Kind, print, stripIgnoredCharacters, visit, type OperationDefinitionNode } from 'graphql';
import type { ContextVariable } from '../planner/planner.ts';
import { gather, lookUp } from './call-entities.ts';
import { isHolder, read, type DataObject } from './data.ts';
import { parseOperation } from './planned-operation.ts';
import { objectsBelow } from './rewrite.ts';
import type { Run } from './run.ts';
import type { EntityCall, EntityPart } from './step.ts';
import type { TypeIndex } from './type-index.ts';

/** Most contexts that one call tells of; more are further calls. */
const MOST_CONTEXTS = 50;

/**
 * Looks entities up of which fields take arguments from what stands above them (`@fromContext`): an entity is asked for
 * once for each of these values, side by side under aliases. Fails when one object would have to be two, which plans with
 * contexts keep apart.
 */
export async function callInContexts(call: EntityCall, run: Run): Promise<void> {
  const [part] = call.parts;
  if (!part) return;
  const contexts = [...contextsOf(call, part, run).values()];
  const calls: Promise<void>[] = [];
  for (let first = 0; first < contexts.length; first += MOST_CONTEXTS) {
    calls.push(askIn(contexts.slice(first, first + MOST_CONTEXTS), { call, part, run }));
  }
  await Promise.all(calls);
}

/** Objects that stand below the same values. */
interface Context {
  readonly values: ReadonlyMap<string, unknown>;
  readonly targets: Set<DataObject>;
}

function contextsOf({ contexts }: EntityCall, part: EntityPart, { data, tools }: Run): Map<string, Context> {
  const found = new Map<string, Context>();
  const contextOf = new Map<DataObject, string>();
  for (const { target, above } of part.paths.flatMap((path) => placesAt(data, path))) {
    const values = valuesIn(contexts, above, tools.types);
    if (!values) continue;
    const text = JSON.stringify([...values]);
    if ((contextOf.get(target) ?? text) !== text) throw new Error('an object stands in two contexts');
    contextOf.set(target, text);
    const context = found.get(text) ?? { values, targets: new Set() };
    found.set(text, context);
    context.targets.add(target);
  }
  return found;
}

/** The variables' values; null where one of them was never answered. */
function valuesIn(
  contexts: readonly ContextVariable[],
  above: readonly DataObject[],
  types: TypeIndex,
): Map<string, unknown> | null {
  const values = new Map<string, unknown>();
  for (const { variable, up, path } of contexts) {
    const value = valueAt(above.at(-up), path, types);
    if (value !== undefined) values.set(variable, value);
  }
  return contexts.every(({ variable }) => values.has(variable)) ? values : null;
}

function valueAt(holder: DataObject | undefined, path: readonly string[], types: TypeIndex): unknown {
  const key = path.at(-1);
  if (!holder || key === undefined) return undefined;
  const [first] = objectsBelow(holder, path.slice(0, -1), types);
  return first && read(first, key);
}

/** An object at a path, with those that have a response key of it, from the root. */
interface Place {
  readonly target: DataObject;
  readonly above: readonly DataObject[];
}

function placesAt(root: DataObject, path: readonly string[]): Place[] {
  let places: Place[] = [{ target: root, above: [] }];
  for (const step of path) {
    places = places.flatMap(({ target, above }) => {
      if (step !== '@')
        return holders([read(target, step)]).map((next) => ({ target: next, above: [...above, target] }));
      return (Array.isArray(target) ? holders(target) : [target]).map((next) => ({ target: next, above }));
    });
  }
  return places;
}

function holders(values: readonly unknown[]): DataObject[] {
  return values.filter(isHolder);
}

interface Asking {
  readonly call: EntityCall;
  readonly part: EntityPart;
  readonly run: Run;
}

function askIn(contexts: readonly Context[], { call, part, run }: Asking): Promise<void> {
  const variables: Record<string, unknown> = {};
  const lookups = contexts.map(({ values, targets }, index) => {
    for (const [name, value] of values) variables[`${name}_${index}`] = value;
    return gather({ ...part, alias: `_c${index}`, variable: `representations_${index}` }, targets, run);
  });
  return lookUp({ ...call, document: documentFor(call, contexts.length) }, run, { lookups, variables });
}

const DOCUMENTS = new WeakMap<EntityCall, Map<number, string>>();

/** The call's document with its field as often as there are contexts, each with variables of its own. */
function documentFor(call: EntityCall, count: number): string {
  const known = DOCUMENTS.get(call) ?? new Map<number, string>();
  DOCUMENTS.set(call, known);
  const found = known.get(count) ?? repeated(call, count);
  known.set(count, found);
  return found;
}

function repeated(call: EntityCall, count: number): string {
  const operation = parseOperation(call.document);
  const own = new Set(['representations', ...call.contexts.map(({ variable }) => variable)]);
  const copies = Array.from({ length: count }, (_, index) =>
    visit(operation, {
      Field: (node) =>
        node.name.value === '_entities' ? { ...node, alias: { kind: Kind.NAME, value: `_c${index}` } } : undefined,
      Variable: ({ name, ...node }) =>
        own.has(name.value) ? { ...node, name: { ...name, value: `${name.value}_${index}` } } : undefined,
    }),
  );
  const definitions = copies.flatMap(({ variableDefinitions = [] }) => variableDefinitions);
  const byName = new Map(definitions.map((definition) => [definition.variable.name.value, definition]));
  const whole: OperationDefinitionNode = {
    ...operation,
    variableDefinitions: [...byName.values()],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: copies.flatMap(({ selectionSet }) => selectionSet.selections),
    },
  };
  return stripIgnoredCharacters(print(whole));
}
