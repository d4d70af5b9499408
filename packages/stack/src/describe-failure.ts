import { ConfigurationError } from '@trekker/kit';

/** A failure to start as text for the terminal: sentences and their causes, no stack. */
export function describeFailure(failure: unknown): string {
  return failure instanceof ConfigurationError ? failure.message : withCauses(failure);
}

function withCauses(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  const cause = failure.cause === undefined ? '' : `\n  because ${withCauses(failure.cause)}`;
  return `${failure.message}${cause}`;
}
