import {
  Kind,
  print,
  stripIgnoredCharacters,
  visit,
  type FieldNode,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { FetchNode, RequiredSelection } from '../planner/planner.ts';
import { parseOperation, responseKeys } from './planned-operation.ts';
import type { EntityCall, EntityPart } from './step.ts';

/** A fetch of entities. */
export type EntityFetch = FetchNode & { readonly requires: readonly RequiredSelection[] };

/**
 * Entity fetches of one subgraph as one call. Fetches that ask the same of different places become one `_entities` field,
 * others stand side by side under aliases. One that takes something from the objects above goes by itself.
 * @param copied whether what stands in many places is kept apart there.
 */
export function joinEntityFetches(fetches: readonly EntityFetch[], copied = false): EntityCall {
  const alike = [...Map.groupBy(fetches, identity).values()].map(withAllPaths);
  const [first, ...others] = alike;
  if (!first) throw new Error('there is nothing to join');
  return others.length === 0 ? single(first, copied) : joined(alike, copied);
}

interface Alike {
  readonly fetch: EntityFetch;
  readonly paths: readonly (readonly string[])[];
}

function identity({ operation, requires, inputRewrites, outputRewrites }: EntityFetch): string {
  // A different operation name alone makes no difference to what is asked.
  const body = operation.slice(operation.indexOf('{'));
  return JSON.stringify([body, requires, inputRewrites, outputRewrites]);
}

function withAllPaths(fetches: readonly EntityFetch[]): Alike {
  const [fetch] = fetches;
  if (!fetch) throw new Error('a group of fetches is empty');
  return { fetch, paths: fetches.map(({ path }) => path) };
}

function single({ fetch, paths }: Alike, copied: boolean): EntityCall {
  const operation = parseOperation(fetch.operation);
  return {
    kind: 'entities',
    subgraph: fetch.subgraph,
    document: fetch.operation,
    operationName: fetch.operationName,
    variables: fetch.variables,
    parts: [
      part({ fetch, paths }, entitiesField(operation), { alias: '_entities', variable: 'representations', copied }),
    ],
    contexts: fetch.contexts,
  };
}

function joined(alike: readonly Alike[], copied: boolean): EntityCall {
  const variables = new Map<string, VariableDefinitionNode>();
  const fields: FieldNode[] = [];
  const parts = alike.map((group, index) => {
    const names = { alias: `_e${index}`, variable: `representations${index}`, copied };
    const operation = renamed(parseOperation(group.fetch.operation), names.variable);
    for (const definition of operation.variableDefinitions ?? []) {
      variables.set(definition.variable.name.value, definition);
    }
    const field = entitiesField(operation);
    fields.push({ ...field, alias: { kind: Kind.NAME, value: names.alias } });
    return part(group, field, names);
  });
  const [first] = alike;
  const operationName = first?.fetch.operationName;
  const operation: OperationDefinitionNode = {
    ...parseOperation(first?.fetch.operation ?? ''),
    variableDefinitions: [...variables.values()],
    selectionSet: { kind: Kind.SELECTION_SET, selections: fields },
  };
  return {
    kind: 'entities',
    subgraph: first?.fetch.subgraph ?? '',
    document: stripIgnoredCharacters(print(operation)),
    operationName,
    variables: [...new Set(alike.flatMap(({ fetch }) => fetch.variables))],
    parts,
    contexts: [],
  };
}

function part(
  { fetch, paths }: Alike,
  field: FieldNode,
  names: Pick<EntityPart, 'alias' | 'variable' | 'copied'>,
): EntityPart {
  return {
    ...names,
    paths,
    requires: fetch.requires,
    keys: responseKeys(field.selectionSet),
    inputRewrites: fetch.inputRewrites,
    outputRewrites: fetch.outputRewrites,
  };
}

function renamed(operation: OperationDefinitionNode, variable: string): OperationDefinitionNode {
  return visit(operation, {
    Variable: (node) =>
      node.name.value === 'representations' ? { ...node, name: { ...node.name, value: variable } } : undefined,
  });
}

function entitiesField(operation: OperationDefinitionNode): FieldNode {
  const [field] = operation.selectionSet.selections;
  if (field?.kind !== Kind.FIELD || field.name.value !== '_entities') {
    throw new Error('an entity fetch selects something else than _entities');
  }
  return field;
}
