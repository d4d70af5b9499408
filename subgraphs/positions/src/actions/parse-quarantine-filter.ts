import { InvalidInputError, parseInput } from '@trekker/kit';

import { EVERYTHING, quarantineFilterInput, type QuarantineFilter } from '../domain/quarantine-filter.ts';

/** The filter of a query; fails with INVALID_INPUT that names what is wrong with it. */
export function parseQuarantineFilter(filter: unknown): QuarantineFilter {
  if (filter == null) return EVERYTHING;
  const parsed = parseInput(quarantineFilterInput, filter);
  if (parsed.ok) return parsed.value;
  const [problem] = parsed.userErrors;
  const path = ['filter', ...(problem?.field.slice(1) ?? [])].join('.');
  throw new InvalidInputError(path, problem?.message ?? 'must be a filter');
}
