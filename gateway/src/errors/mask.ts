import { isErrorCode, TrekkerError, type Logger, type SubgraphError } from '@trekker/kit';
import type { PublicError } from './public-error.ts';

/** Whose request an error belongs to, and where the whole of it is written down. */
export interface ErrorContext {
  readonly requestId: string;
  readonly log: Logger;
}

/** Where errors of subgraphs are dealt with. */
export interface SubgraphErrorContext extends ErrorContext {
  /** Whether callers see what subgraphs say went wrong, or only errors with a code of ours. */
  readonly subgraphErrors: 'masked' | 'shown';
}

/** What a caller may know of anything thrown inside the gateway. The rest goes to the log. */
export function maskThrown(error: unknown, context: ErrorContext): PublicError {
  if (error instanceof TrekkerError && error.code !== 'INTERNAL') {
    return { message: error.message, extensions: { ...publicDetails(error.details), code: error.code } };
  }
  context.log.error({ requestId: context.requestId, err: error }, 'a request failed');
  return internal(context);
}

/**
 * What a caller may know of an error a subgraph answered with: message and plain details when its code is on the closed
 * list, or where the errors of subgraphs are shown; else only that something failed. The path is left out; whoever knows where the error belongs adds it.
 */
export function maskSubgraphError(error: SubgraphError, subgraph: string, context: SubgraphErrorContext): PublicError {
  const code = error.extensions?.['code'];
  if (isErrorCode(code) && code !== 'INTERNAL') {
    return { message: error.message, extensions: { ...publicDetails(error.extensions ?? {}), code } };
  }
  context.log.error({ requestId: context.requestId, subgraph, error }, 'a subgraph failed');
  return context.subgraphErrors === 'shown' ? shown(error) : internal(context);
}

function shown({ message, extensions = {} }: SubgraphError): PublicError {
  const { code } = extensions;
  return {
    message,
    extensions: { ...publicDetails(extensions), code: typeof code === 'string' ? code : 'SUBGRAPH_ERROR' },
  };
}

/** Details that describe our insides, whoever put them there. */
const PRIVATE = new Set([
  'exception',
  'query',
  'response',
  'service',
  'serviceName',
  'sql',
  'stack',
  'stacktrace',
  'url',
]);

function publicDetails(details: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const plain = Object.entries(details).filter(
    ([key, value]) => !PRIVATE.has(key) && (value === null || ['string', 'number', 'boolean'].includes(typeof value)),
  );
  return Object.fromEntries(plain);
}

function internal({ requestId }: ErrorContext): PublicError {
  return { message: 'something went wrong on our side', extensions: { code: 'INTERNAL', requestId } };
}
