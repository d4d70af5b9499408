import type { ErrorCode } from '@trekker/kit';
import type { GraphQLError } from 'graphql';
import { publicError, type PublicError } from './public-error.ts';

/** A request that is answered with errors alone, because nothing of it was executed. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  readonly errors: readonly PublicError[];

  constructor(errors: readonly PublicError[]) {
    super(errors[0]?.message ?? 'refused');
    this.errors = errors;
  }

  /** Refuses with one error. */
  static because(code: ErrorCode, message: string): RequestRefused {
    return new RequestRefused([publicError(code, message)]);
  }

  /** Refuses with what graphql-js found wrong; its messages name only the caller's own words and the public schema. */
  static byGraphQL(code: ErrorCode, errors: readonly GraphQLError[]): RequestRefused {
    return new RequestRefused(
      errors.map(({ message, locations }) => ({
        message,
        ...(locations ? { locations } : {}),
        extensions: { code },
      })),
    );
  }
}
