import { isErrorCode, type ErrorCode } from '@trekker/kit';
import type { MediaType } from './accept.ts';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  TOKEN_EXPIRED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID_INPUT: 400,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  TIMEOUT: 504,
  REPLICA_BEHIND: 503,
  CURSOR_EXPIRED: 410,
  SUBSCRIPTION_LIMIT: 429,
  QUERY_INVALID: 400,
  QUERY_TOO_COMPLEX: 400,
  PERSISTED_QUERY_NOT_FOUND: 404,
  INTERNAL: 500,
};

/** Codes of a well-formed request whose document or variables are wrong. */
const DOCUMENT_CODES: readonly ErrorCode[] = ['QUERY_INVALID', 'INVALID_INPUT', 'PERSISTED_QUERY_NOT_FOUND'];

/**
 * Status of a response without data. Plain JSON answers 200 to a well-formed request whatever its document, so that
 * clients tell it from a failing proxy. (GraphQL over HTTP, 6.4)
 */
export function statusOf(code: string, mediaType: MediaType): number {
  if (!isErrorCode(code)) return 500;
  return mediaType === 'application/json' && DOCUMENT_CODES.includes(code) ? 200 : STATUS[code];
}
