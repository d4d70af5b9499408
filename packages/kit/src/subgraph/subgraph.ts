import { buildSubgraphSchema, type GraphQLSchemaModule } from '@apollo/subgraph';
import {
  createSourceEventStream,
  getOperationAST,
  parse,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';

import type { Clock } from '../clock.ts';
import { TrekkerError } from '../errors.ts';
import type { ProjectionRunner } from '../event-log/runner.ts';
import type { Logger } from '../logger.ts';
import type { Viewer } from '../viewer.ts';
import type { Offsets, SubgraphExecutor, SubgraphRequest, SubgraphResult } from './executor.ts';
import { compileOperation, type CompiledOperation } from './execution/compile-operation.ts';
import { formatError, formatFailure } from './format-error.ts';
import { guardEntities, guardOtherFields, guardRootFields } from './permissions.ts';
import { waitForWrites } from './read-after.ts';
import { createRecentlyUsed } from './recently-used.ts';
import { subscribeWith } from './subscribe.ts';

type Resolvers = NonNullable<GraphQLSchemaModule['resolvers']>;

/** What every context has; subgraphs add their database, loaders and clock. */
export interface BaseContext {
  readonly viewer: Viewer | null;
  /** What mutations of this operation wrote to the event log. */
  readonly wrote: Offsets;
}

export interface SubgraphOptions<C extends BaseContext> {
  readonly name: string;
  /** The SDL of `schema/<name>.graphql`. */
  readonly sdl: string;
  /** Resolvers as generated types describe them. */
  readonly resolvers: Resolvers;
  /** Makes the context of an operation, and of each event of a subscription. */
  readonly context: (request: SubgraphRequest) => C;
  /** Projections whose state resolvers answer from; a request waits for what its session wrote before. */
  readonly projections?: readonly ProjectionRunner[];
  readonly clock: Clock;
  readonly log: Logger;
}

const KEPT_DOCUMENTS = 500;

/** Builds a subgraph's schema and runs operations on it. */
export function createSubgraph<C extends BaseContext>(options: SubgraphOptions<C>): Subgraph {
  const { name, sdl, resolvers, context, projections = [], clock, log } = options;
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]);
  guardRootFields(schema, clock);
  guardOtherFields(schema, clock);
  guardEntities(schema, clock);
  const documentOf = createDocuments(schema);

  async function run(
    request: SubgraphRequest,
    document: SubgraphDocument,
    rootValue?: unknown,
  ): Promise<SubgraphResult> {
    const contextValue = context(request);
    const { operationName = null, variables: variableValues } = request;
    const result = await document.operation(operationName)({ contextValue, rootValue, variableValues });
    const errors = result.errors?.map((error) => formatError(error, { log, requestId: request.requestId })) ?? [];
    const { wrote } = contextValue;
    return {
      ...(result.data === undefined ? {} : { data: result.data }),
      ...(errors.length ? { errors } : {}),
      ...(Object.keys(wrote).length ? { extensions: { wrote } } : {}),
    };
  }

  async function open(
    request: SubgraphRequest,
    { document }: SubgraphDocument,
  ): Promise<AsyncIterator<unknown> | SubgraphResult> {
    const { operationName = null, variables: variableValues } = request;
    const contextValue = context(request);
    const source = await createSourceEventStream({ schema, document, contextValue, operationName, variableValues });
    if (Symbol.asyncIterator in source) return source[Symbol.asyncIterator]();
    return {
      data: null,
      errors: (source.errors ?? []).map((error) => formatError(error, { log, requestId: request.requestId })),
    };
  }

  return {
    name,
    schema,
    async execute(request) {
      try {
        if (request.readAfter) await waitForWrites(projections, request.readAfter, request.viewer);
        return await run(request, documentOf(request.document));
      } catch (failure) {
        return formatFailure(failure);
      }
    },
    subscribe: (request) =>
      subscribeWith(request, {
        open: async () => {
          await waitForWrites(projections, request.readAfter, request.viewer);
          return open(request, documentOf(request.document));
        },
        // Every event gets a context of its own, so that no loader answers from an earlier event's cache.
        run: (event) => run(request, documentOf(request.document), event),
      }),
  };
}

/** A subgraph that runs in this process. */
export interface Subgraph extends SubgraphExecutor {
  /** Its schema, for tests that go through all fields. */
  readonly schema: GraphQLSchema;
}

/** A valid document, and its operations ready to run. */
interface SubgraphDocument {
  readonly document: DocumentNode;
  operation(name: string | null): CompiledOperation;
}

function createDocuments(schema: GraphQLSchema): (text: string) => SubgraphDocument {
  const documents = createRecentlyUsed<string, SubgraphDocument>(KEPT_DOCUMENTS);
  return (text) => {
    const known = documents.get(text);
    if (known) return known;
    const document = parse(text, { noLocation: true });
    const [problem] = validate(schema, document);
    if (problem) throw new TrekkerError('QUERY_INVALID', problem.message);
    const made = { document, operation: operationsOf(schema, document) };
    documents.set(text, made);
    return made;
  };
}

function operationsOf(schema: GraphQLSchema, document: DocumentNode): SubgraphDocument['operation'] {
  const compiled = new Map<string | null, CompiledOperation>();
  return (name) => {
    const known = compiled.get(name);
    if (known) return known;
    const made = compileOperation(schema, document, name);
    // A name that the document does not have is a caller's mistake and not kept.
    if (getOperationAST(document, name)) compiled.set(name, made);
    return made;
  };
}
