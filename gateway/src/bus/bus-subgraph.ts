import {
  executeSync,
  getArgumentValues,
  Kind,
  parse,
  type DocumentNode,
  type FieldNode,
  type GraphQLFieldMap,
  type GraphQLSchema,
} from 'graphql';
import {
  UnavailableError,
  type PubSub,
  type SubgraphExecutor,
  type SubgraphRequest,
  type SubgraphResult,
} from '@trekker/kit';
import { Lru } from '../document/lru.ts';
import { EventQueue } from '../upstream/event-queue.ts';

/** Channels by name of the field of `Subscription` whose events they carry; `{name}` stands for an argument. */
export type Channels = Readonly<Record<string, string>>;

/** A bus, and why it passes nothing on now. */
export interface EventBus extends PubSub {
  /** Why messages do not come, or null when they do. */
  problem(): Promise<string | null>;
}

/** What events from a bus are read by. */
export interface BusSubgraphOptions {
  readonly bus: EventBus;
  readonly channels: Channels;
  /** From one look whether the bus is there to the next, in milliseconds. */
  readonly lookMs?: number;
}

/** A subgraph some of whose subscriptions are had from a bus rather than from it. */
export interface BusSubgraph extends SubgraphExecutor {
  /** Reads messages by another supergraph from now on. */
  adopt(schema: GraphQLSchema): void;
}

/** Events of one subscription that may wait to be resolved. */
const MOST_WAITING = 1_000;
const KEPT_DOCUMENTS = { entries: 1_000, weight: 8_000_000 };
const LOOK_MS = 1_000;

/**
 * Follows channels of a bus in the place of a subgraph's subscriptions. A message is the JSON of what the field gives: the
 * fields of this subgraph that may be asked for, keys at least; what others answer is joined as ever. When the bus goes away
 * the stream fails, as nobody knows what was missed.
 */
export function busSubgraph(subgraph: SubgraphExecutor, options: BusSubgraphOptions): BusSubgraph {
  const { bus, channels, lookMs = LOOK_MS } = options;
  const documents = new Lru<DocumentNode>(KEPT_DOCUMENTS);
  let schema: GraphQLSchema | null = null;

  function documentOf({ document: text }: SubgraphRequest): DocumentNode {
    const document = documents.get(text) ?? parse(text, { noLocation: true });
    documents.set(text, document, text.length);
    return document;
  }

  function follow(request: SubgraphRequest, field: FieldNode, channel: string): AsyncIterableIterator<SubgraphResult> {
    const document = documentOf(request);
    const events = new EventQueue<SubgraphResult>(MOST_WAITING, () => leave());
    const unsubscribe = bus.subscribe(channel, (message) => {
      if (schema) events.push(resultOf(schema, { document, request, rootValue: { [field.name.value]: message } }));
    });
    const look = setInterval(() => void notice(), lookMs);
    const leave = (): void => {
      unsubscribe();
      clearInterval(look);
    };
    async function notice(): Promise<void> {
      const problem = await bus.problem();
      if (problem === null) return;
      leave();
      events.finish(new UnavailableError(`the bus of events is away: ${problem}`));
    }
    if (request.signal.aborted) void events.return();
    else request.signal.addEventListener('abort', () => void events.return(), { once: true });
    return events;
  }

  return {
    ...subgraph,
    adopt: (next) => (schema = next),
    subscribe(request) {
      const field = rootField(documentOf(request));
      const template = field && channels[field.name.value];
      const fields = schema?.getSubscriptionType()?.getFields();
      if (!field || !template || !fields) return subgraph.subscribe(request);
      return follow(request, field, channelOf(template, { field, fields, variables: request.variables }));
    },
  };
}

function rootField({ definitions }: DocumentNode): FieldNode | null {
  const operation = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const field = operation?.selectionSet.selections.find(({ kind }) => kind === Kind.FIELD);
  return field?.kind === Kind.FIELD ? field : null;
}

/** Fails when an argument that names the channel was not given. */
function channelOf(
  template: string,
  asked: {
    field: FieldNode;
    fields: GraphQLFieldMap<unknown, unknown>;
    variables: Readonly<Record<string, unknown>>;
  },
): string {
  const definition = asked.fields[asked.field.name.value];
  const values = definition ? getArgumentValues(definition, asked.field, { ...asked.variables }) : {};
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    throw new Error(`the channel ${template} needs the argument ${name}`);
  });
}

/** A message as the answer to what was asked of the subgraph. */
function resultOf(
  schema: GraphQLSchema,
  { document, request, rootValue }: { document: DocumentNode; request: SubgraphRequest; rootValue: object },
): SubgraphResult {
  const { data, errors } = executeSync({ schema, document, rootValue, variableValues: request.variables });
  if (!errors) return { data: data ?? null };
  return { data: data ?? null, errors: errors.map(({ message, path }) => ({ message, path })) };
}
