import { InvalidInputError } from '@trekker/kit';
import { GraphQLScalarType, Kind } from 'graphql';

import { isCalendarDate } from '../domain/calendar.ts';

/** The scalar `Date`: `YYYY-MM-DD` inside and outside. */
export const dateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  serialize: String,
  parseValue: parseDate,
  parseLiteral: (node) => parseDate(node.kind === Kind.STRING ? node.value : null),
});

function parseDate(value: unknown): string {
  if (typeof value === 'string' && isCalendarDate(value)) return value;
  const expected = 'must be a day from 2000-01-01 to 9998-12-31 as YYYY-MM-DD';
  throw new InvalidInputError('Date', `${expected}, got ${JSON.stringify(value)}`);
}
