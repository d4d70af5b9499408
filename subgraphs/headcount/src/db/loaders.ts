import { isUuid } from '@trekker/kit';
import DataLoader from 'dataloader';

import type { Headcount } from '../domain/headcount.ts';
import { questionKey, type Question } from '../domain/question.ts';
import type { GeofenceRow, PlaceRow } from './rows.ts';

/** Loads by key, each key once per operation, all keys of a moment in one query. */
export interface Loaders {
  /** Headcounts by zone or place and instant. */
  readonly headcount: DataLoader<Question, Headcount, string>;
  /** The zone of an id, or null when the tenant has none. */
  readonly zone: DataLoader<string, GeofenceRow | null>;
  /** The place of an id, or null when the tenant has none. */
  readonly place: DataLoader<string, PlaceRow | null>;
}

/** Where the loaders of an operation get their answers, each for many keys at once. */
export interface Sources {
  readonly headcounts: (questions: readonly Question[]) => Promise<Headcount[]>;
  /** Those of these ids that are zones of the tenant. */
  readonly knownZones: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Those of these ids that are places of the tenant. */
  readonly knownPlaces: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** Loaders of one operation. */
export function createLoaders({ headcounts, knownZones, knownPlaces }: Sources): Loaders {
  return {
    headcount: new DataLoader<Question, Headcount, string>(headcounts, { cacheKeyFn: questionKey }),
    zone: new DataLoader((ids) => onlyKnown(ids, knownZones)),
    place: new DataLoader((ids) => onlyKnown(ids, knownPlaces)),
  };
}

async function onlyKnown(ids: readonly string[], knownOf: Sources['knownZones']): Promise<({ id: string } | null)[]> {
  const wanted = ids.filter(isUuid);
  const known = wanted.length ? await knownOf(wanted) : new Set<string>();
  return ids.map((id) => (known.has(id) ? { id } : null));
}
