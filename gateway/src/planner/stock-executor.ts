import type { ApolloGateway } from '@apollo/gateway';
import type { Logger } from '@trekker/kit';
import { GraphQLError, Kind, parse, print, visit } from 'graphql';
import { maskSubgraphError } from '../errors/mask.ts';
import type { PublicError } from '../errors/public-error.ts';
import { callSubgraph, errorContext } from '../execute/call-subgraph.ts';
import { startRun, type ExecutionTools, type Run } from '../execute/run.ts';
import { responseText, type Answer, type OperationRequest } from '../operation/answer.ts';

/** Queries and mutations by the executor of `@apollo/gateway`, to compare ours with. */
export interface StockExecutor {
  answer(request: OperationRequest): Promise<Answer>;
  stop(): Promise<void>;
}

/**
 * Loads `@apollo/gateway`, which is not even imported unless this is called, over the same subgraph executors.
 * Fails when it cannot read the supergraph.
 */
export async function createStockExecutor(supergraphSdl: string, tools: ExecutionTools): Promise<StockExecutor> {
  const { ApolloGateway } = await importQuietly();
  const gateway = new ApolloGateway({
    supergraphSdl: withoutSecurityPurpose(supergraphSdl),
    logger: loggerFor(tools.log),
    buildService: ({ name }) => ({
      process: async ({ request, context }) => {
        const { run } = context as { run: Run }; // as `answer` below passes it
        const call = {
          subgraph: name,
          document: request.query ?? '',
          operationName: request.operationName,
          variables: [],
        };
        const outcome = await callSubgraph(run, call, request.variables ?? {});
        if (outcome.kind === 'answered') return outcome.result as object; // differs in readonly only
        throw new GraphQLError(outcome.error.message, { extensions: outcome.error.extensions });
      },
    }),
  });
  const { executor } = await gateway.load();
  return {
    answer: async (request) => stockAnswer(executor, request, startRun(tools, request)),
    stop: () => gateway.stop(),
  };
}

/** Its own telemetry is on unless this stands in the environment when it is loaded. */
async function importQuietly() {
  // oxlint-disable-next-line node/no-process-env -- the package reads its switch nowhere else
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
  return import('@apollo/gateway');
}

type Executor = ApolloGateway['executor'];

async function stockAnswer(executor: Executor, request: OperationRequest, run: Run): Promise<Answer> {
  const { operation, variables } = request;
  const { text, schema, selected } = operation.checked;
  const { query, operationName } = text;
  const result = await executor({
    request: { query, variables: { ...variables }, ...(operationName === null ? {} : { operationName }) },
    document: parse(query),
    queryHash: query,
    operationName,
    operation: selected.operation,
    schema,
    source: query,
    context: { run },
    metrics: {},
    logger: loggerFor(run.tools.log),
  } as unknown as Parameters<Executor>[0]); // the members it reads; the rest serves Apollo Server
  const thrown = result.errors ?? (result.extensions?.['valueCompletion'] as readonly GraphQLError[] | undefined) ?? [];
  const errors = thrown.map((error): PublicError => {
    const masked = maskSubgraphError(error, 'stock', errorContext(run));
    return error.path ? { ...masked, path: error.path } : masked;
  });
  const data = result.data === undefined ? undefined : JSON.stringify(result.data);
  return { text: responseText(data, errors), errors, wrote: run.wrote };
}

/** It refuses features meant for security that it does not enforce; subgraphs enforce ours. */
function withoutSecurityPurpose(supergraphSdl: string): string {
  const document = visit(parse(supergraphSdl), {
    Argument: ({ name, value }) =>
      name.value === 'for' && value.kind === Kind.ENUM && value.value === 'SECURITY' ? null : undefined,
  });
  return print(document);
}

function loggerFor(log: Logger) {
  const write = (level: 'debug' | 'info' | 'warn' | 'error') => (message?: unknown) =>
    log[level]({ from: '@apollo/gateway' }, String(message));
  return { debug: write('debug'), info: write('debug'), warn: write('warn'), error: write('error') };
}
