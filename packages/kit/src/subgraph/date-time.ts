import { GraphQLScalarType, Kind } from 'graphql';

import { InvalidInputError } from '../errors.ts';

// RFC 3339 with an offset; a date without a time, or a time without an offset, would be a guess.
const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** The scalar `DateTime`: Unix milliseconds inside, RFC 3339 in UTC with milliseconds outside. */
export const dateTimeScalar = new GraphQLScalarType<number, string>({
  name: 'DateTime',
  serialize: (value) => new Date(value as number).toISOString(),
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : null),
});

function parseInstant(value: unknown): number {
  const instant = typeof value === 'string' && RFC3339.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(instant)) {
    throw new InvalidInputError(
      'DateTime',
      `must be RFC 3339 with an offset, for example 2026-11-20T09:30:00Z, got ${JSON.stringify(value)}`,
    );
  }
  return instant;
}
