import { GraphQLError } from 'graphql';

import { TrekkerError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { SubgraphError, SubgraphResult } from './executor.ts';

/** An error as it leaves the subgraph: ours as they are, everything else as INTERNAL with the request's id. */
export function formatError(
  error: GraphQLError,
  { log, requestId }: { log: Logger; requestId: string },
): SubgraphError {
  const cause = originOf(error);
  const path = error.path ? { path: error.path } : {};
  if (cause instanceof TrekkerError) {
    return { message: cause.message, ...path, extensions: { ...cause.details, code: cause.code } };
  }
  // Without an original error it is graphql-js that complains about the operation itself.
  if (!cause) return { message: error.message, ...path, extensions: { code: 'QUERY_INVALID' } };
  log.error({ err: cause, requestId, path: error.path }, 'a resolver failed');
  return { message: 'something went wrong on our side', ...path, extensions: { code: 'INTERNAL', requestId } };
}

/** What was thrown first, if anything was: graphql-js wraps what a scalar throws twice where a variable brought the value. */
function originOf({ originalError }: GraphQLError): Error | undefined {
  return originalError instanceof GraphQLError ? originOf(originalError) : originalError;
}

/** The answer to an operation that could not even begin. Whatever is not a TrekkerError is thrown on. */
export function formatFailure(failure: unknown): SubgraphResult {
  if (!(failure instanceof TrekkerError)) throw failure;
  return { data: null, errors: [{ message: failure.message, extensions: { ...failure.details, code: failure.code } }] };
}
