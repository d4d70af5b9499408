import { Kind, OperationTypeNode, visit, type FieldNode, type GraphQLSchema } from 'graphql';
import type { Variables } from '../admission/list-cost.ts';
import type { AliasedOperation } from '../aliasing/pre-alias.ts';
import { operationDocument, type SelectedOperation } from '../document/select-operation.ts';
import type { DataObject } from '../execute/data.ts';
import { CollectedFields } from '../response/collect-fields.ts';
import { decidedArguments, type DecidedArgument } from './decided-arguments.ts';
import { askedBesides, headReader, type EventHead } from './event-head.ts';
import { liveFields, type LiveField } from './live-field.ts';

/** Arguments of a live field on which the gateway decides, by name; what was not given is not there. */
export type LiveArguments = Readonly<Record<string, unknown>>;

/** A subscription to a live field: what is asked besides, and how its upstreams may differ from what was asked for. */
export interface LiveOperation {
  readonly field: LiveField;
  /** Reads what was asked besides; null where the event has no data. */
  readonly headOf: (data: DataObject) => EventHead | null;
  /** What a caller gave by these variables. */
  given(variables: Variables): LiveArguments;
  /** The variables of an upstream that is given these arguments. */
  variables(own: Variables, given: LiveArguments): Variables;
  /** Those of a caller's variables that shape events besides the arguments above. */
  shaping(variables: Variables): Variables;
}

/** A selection to be planned in the place of the caller's. */
export interface LiveQuestion {
  readonly selected: SelectedOperation;
  /** The key of the data under which a field of the caller's own selection lies. */
  sourceOf(aliased: AliasedOperation): (field: FieldNode) => string;
  operation(aliased: AliasedOperation): LiveOperation;
}

/**
 * Asks, besides what a caller asked for, for what `@live` says of the field: where the stream stands and what tells its
 * records apart. The arguments that decide where a stream begins and whom it tells become variables of our own, so that
 * one plan serves upstreams that differ in them. Null for operations that are not live.
 */
export function askForLive(schema: GraphQLSchema, selected: SelectedOperation): LiveQuestion | null {
  const root = liveRoot(schema, selected);
  if (!root) return null;
  const { field, nodes } = root;
  const decided = decidedArguments(schema, root, selected.operation);
  const asked = rewritten(root, decided);
  const variableDefinitions = [
    ...(selected.operation.variableDefinitions ?? []),
    ...decided.map(({ definition }) => definition),
  ];
  const selectionSet = { kind: Kind.SELECTION_SET, selections: [asked] } as const;
  const planned = { ...selected, operation: { ...selected.operation, variableDefinitions, selectionSet } };
  const used = variablesOf(asked, planned);
  return {
    selected: planned,
    sourceOf: (aliased) => (node) => aliased.sourceOf(nodes.includes(node) ? asked : node),
    operation: (aliased) => ({
      field,
      headOf: headReader(field, { rootKey: aliased.sourceOf(asked), keyOf: (node) => aliased.sourceOf(node) }),
      given: (variables) => pickGiven(decided, variables),
      variables: (own, given) => {
        const ours = decided.filter(({ name }) => Object.hasOwn(given, name));
        return { ...own, ...Object.fromEntries(ours.map(({ name, variable }) => [variable, given[name]])) };
      },
      shaping: (variables) => Object.fromEntries(Object.entries(variables).filter(([name]) => used.has(name))),
    }),
  };
}

/** The root field of a live operation and everywhere it is selected. */
export interface LiveRoot {
  readonly field: LiveField;
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
}

function liveRoot(schema: GraphQLSchema, { operation, fragments }: SelectedOperation): LiveRoot | null {
  const type = schema.getSubscriptionType();
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION || !type) return null;
  const [[, nodes] = []] = new CollectedFields(type, { schema, fragments }).add([operation.selectionSet]).entries();
  const field = nodes && liveFields(schema).get(nodes[0].name.value);
  return field ? { field, nodes } : null;
}

function rewritten({ field, nodes }: LiveRoot, decided: readonly DecidedArgument[]): FieldNode {
  const [first] = nodes;
  const names = new Set(decided.map(({ name }) => name));
  return {
    ...first,
    arguments: [
      ...(first.arguments ?? []).filter(({ name }) => !names.has(name.value)),
      ...decided.map(({ node }) => node),
    ],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [...nodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []), ...askedBesides(field)],
    },
  };
}

function pickGiven(decided: readonly DecidedArgument[], variables: Variables): LiveArguments {
  const values = decided.map((argument) => [argument.name, argument.valueOf(variables)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** Names of the variables behind a field, fragments included. */
function variablesOf(field: FieldNode, planned: SelectedOperation): ReadonlySet<string> {
  const used = new Set<string>();
  const { definitions } = operationDocument(planned);
  for (const node of [field, ...definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)]) {
    visit(node, { Variable: ({ name }) => void used.add(name.value) });
  }
  return used;
}
