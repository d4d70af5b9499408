import { RequestRefused } from '../errors/request-refused.ts';

/** Fails with QUERY_TOO_COMPLEX when an answer may hold more than is allowed. */
export function admitCost(cost: number, maxListCost: number): number {
  if (cost <= maxListCost) return cost;
  throw RequestRefused.because(
    'QUERY_TOO_COMPLEX',
    `the answer may hold ${cost} fields, at most ${maxListCost} are allowed; ask for shorter lists`,
  );
}
