import { compileOperation, type SubgraphExecutor, type SubgraphRequest, type SubgraphResult } from '@trekker/kit';
import {
  parse,
  subscribe,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import type { WorldContext, WorldEvents } from './context.ts';

/** A subgraph in this process, and what was asked of it. */
export interface ObservedExecutor extends SubgraphExecutor {
  readonly requests: SubgraphRequest[];
}

/** Executes as subgraphs of ours do and hands everything over as JSON, as if it had travelled. */
export function inProcess(name: string, schema: GraphQLSchema, events: WorldEvents): ObservedExecutor {
  const requests: SubgraphRequest[] = [];
  const argsFor = (request: SubgraphRequest): ExecutionArgs & { contextValue: WorldContext } => {
    requests.push(request);
    return {
      schema,
      document: parseValid(schema, request.document),
      variableValues: structuredClone(request.variables),
      contextValue: { request, events, wrote: {} },
      ...(request.operationName === undefined ? {} : { operationName: request.operationName }),
    };
  };
  return {
    name,
    requests,
    async execute(request) {
      request.signal.throwIfAborted();
      const args = argsFor(request);
      const { document, contextValue, variableValues = {} } = args;
      const run = compileOperation(schema, document, args.operationName ?? null);
      const result = asJson(await run({ contextValue, variableValues: variableValues as Record<string, unknown> }));
      const { wrote } = args.contextValue;
      return Object.keys(wrote).length > 0 ? { ...result, extensions: { wrote } } : result;
    },
    subscribe: (request) => events_(argsFor(request), request.signal),
  };
}

function events_(args: ExecutionArgs, signal: AbortSignal): AsyncIterableIterator<SubgraphResult> {
  let source: Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> | undefined;
  let refused = false;
  const iterator: AsyncIterableIterator<SubgraphResult> = {
    async next() {
      const opened = await (source ??= subscribe(args) as Promise<AsyncGenerator<ExecutionResult> | ExecutionResult>);
      if ('next' in opened) {
        const { done, value } = await opened.next();
        return done ? { done: true, value: undefined } : { done: false, value: asJson(value) };
      }
      if (refused) return { done: true, value: undefined };
      refused = true;
      return { done: false, value: asJson(opened) };
    },
    async return() {
      const opened = await source;
      if (opened && 'return' in opened) await opened.return(undefined);
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  signal.addEventListener('abort', () => void iterator.return?.(), { once: true });
  return iterator;
}

const documents = new WeakMap<GraphQLSchema, Map<string, DocumentNode>>();

/** Fails when a subgraph is sent what its schema does not allow, which would be a mistake of the gateway. */
function parseValid(schema: GraphQLSchema, text: string): DocumentNode {
  const known = documents.get(schema) ?? new Map<string, DocumentNode>();
  documents.set(schema, known);
  const document = known.get(text) ?? parse(text);
  if (!known.has(text)) {
    const errors = validate(schema, document);
    if (errors.length > 0) throw new Error(`invalid subgraph operation ${text}: ${errors.join('; ')}`);
  }
  known.set(text, document);
  return document;
}

function asJson({ data, errors }: ExecutionResult): SubgraphResult {
  const result = {
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined ? {} : { errors: errors.map(formatted) }),
  };
  return JSON.parse(JSON.stringify(result)) as SubgraphResult;
}

function formatted({ message, path, extensions }: GraphQLError) {
  return { message, path, extensions };
}
