/** Every code a caller may ever see in `extensions.code`. Closed: the gateway masks anything else as INTERNAL. */
export const ERROR_CODES = [
  'UNAUTHENTICATED',
  'TOKEN_EXPIRED',
  'FORBIDDEN',
  'NOT_FOUND',
  'INVALID_INPUT',
  'CONFLICT',
  'RATE_LIMITED',
  'UNAVAILABLE',
  'TIMEOUT',
  'REPLICA_BEHIND',
  'CURSOR_EXPIRED',
  'SUBSCRIPTION_LIMIT',
  'QUERY_INVALID',
  'QUERY_TOO_COMPLEX',
  'PERSISTED_QUERY_NOT_FOUND',
  'INTERNAL',
] as const;

/** Stable machine-readable name of a failure. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Values that explain an error to a program; serialised into `extensions`. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * A failure the caller is meant to see: its message and details leave the process unchanged.
 * Whatever is not a TrekkerError is a bug, is logged in full and reaches the caller as INTERNAL.
 */
export class TrekkerError extends Error {
  override readonly name: string = 'TrekkerError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(
    code: ErrorCode,
    message: string,
    { details = {}, cause }: { details?: ErrorDetails; cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
  }
}

/** Nobody is signed in, or the credential is not one of ours. */
export class UnauthenticatedError extends TrekkerError {
  override readonly name = 'UnauthenticatedError';
  constructor(message = 'sign in first') {
    super('UNAUTHENTICATED', message);
  }
}

/** The viewer is known and lacks a permission everywhere. */
export class ForbiddenError extends TrekkerError {
  override readonly name = 'ForbiddenError';
  constructor(permission: string) {
    super('FORBIDDEN', `permission ${permission} is needed`, { details: { permission } });
  }
}

/**
 * The entity does not exist, or the viewer may not know that it does: the two read the same.
 * @param entity the entity's name in the SDL, for example `Tracker`.
 */
export class NotFoundError extends TrekkerError {
  override readonly name = 'NotFoundError';
  constructor(entity: string, id: string) {
    super('NOT_FOUND', `${entity} ${JSON.stringify(id)} does not exist`, { details: { entity, id } });
  }
}

/**
 * An argument breaks its contract.
 * @param field path of the argument, dots between the steps, for example `input.first`.
 * @param problem the expectation and the value, for example `must be 1 to 500, got 900`.
 */
export class InvalidInputError extends TrekkerError {
  override readonly name = 'InvalidInputError';
  readonly field: string;
  constructor(field: string, problem: string) {
    super('INVALID_INPUT', `${field} ${problem}`, { details: { field } });
    this.field = field;
  }
}

/** Too much is under way; nothing was done and the same call may be repeated after `retryAfterMs`. */
export class UnavailableError extends TrekkerError {
  override readonly name = 'UnavailableError';
  readonly retryAfterMs: number;
  constructor(message: string, { retryAfterMs = 1_000, cause }: { retryAfterMs?: number; cause?: unknown } = {}) {
    super('UNAVAILABLE', message, { details: { retryAfterMs }, cause });
    this.retryAfterMs = retryAfterMs;
  }
}

/** Whether `value` is one of the codes a caller may see. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && (ERROR_CODES as readonly string[]).includes(value);
}
