import type { ErrorCode } from '@trekker/kit';

/** Keys and list indexes from the root of an answer to one value. */
export type ResponsePath = readonly (string | number)[];

/** An error as callers see it: nothing in it is meant for us alone. */
export interface PublicError {
  readonly message: string;
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly path?: ResponsePath;
  /** The code is of the closed list, but for errors of subgraphs that are shown as they are. */
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

/** An error with a code and nothing else to tell. */
export function publicError(code: ErrorCode, message: string): PublicError {
  return { message, extensions: { code } };
}
