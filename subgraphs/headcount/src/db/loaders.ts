import { isUuid } from '@trekker/kit';
import DataLoader from 'dataloader';

import type { LimitVersion, StandingLimit } from '../domain/limit/limit.ts';
import { questionKey, type AnsweredQuestion, type Question } from '../domain/question.ts';
import type { MarkRow } from './marks.ts';
import type { ResetSchedule } from './resets.ts';
import type { Revocation } from './revoked-codes.ts';
import type { GeofenceRow, LimitEventRow, PlaceRow } from './rows.ts';

/** Loads by key, each key once per operation, all keys of a moment in one query. */
export interface Loaders {
  /** Headcounts by zone or place and instant. */
  readonly headcount: DataLoader<Question, AnsweredQuestion, string>;
  /** How the count of a zone or place stands to its limits at an instant. */
  readonly limits: DataLoader<Question, StandingLimit[], string>;
  /** The limit of an id as it is now, or was last. */
  readonly limit: DataLoader<string, LimitVersion | null>;
  /** What became of a limit, by its id, or null where nobody believes so. */
  readonly limitEvent: DataLoader<string, LimitEventRow | null>;
  /** The mark of an id. */
  readonly mark: DataLoader<string, MarkRow | null>;
  /** When manual presences of a place end, or null where they do not. */
  readonly reset: DataLoader<string, ResetSchedule | null>;
  /** Up to when codes of a zone that were made do not work, or null where all do. */
  readonly revocation: DataLoader<string, Revocation | null>;
  /** The zone of an id, or null when the tenant has none. */
  readonly zone: DataLoader<string, GeofenceRow | null>;
  /** The place of an id, or null when the tenant has none. */
  readonly place: DataLoader<string, PlaceRow | null>;
}

/** Where the loaders of an operation get their answers, each for many keys at once. */
export interface Sources {
  readonly headcounts: (questions: readonly Question[]) => Promise<AnsweredQuestion[]>;
  readonly limits: (questions: readonly Question[]) => Promise<StandingLimit[][]>;
  readonly limitsById: (ids: readonly string[]) => Promise<LimitVersion[]>;
  readonly limitEventsById: (ids: readonly string[]) => Promise<LimitEventRow[]>;
  readonly marks: (ids: readonly string[]) => Promise<MarkRow[]>;
  readonly resets: (placeIds: readonly string[]) => Promise<ResetSchedule[]>;
  readonly revocations: (zoneIds: readonly string[]) => Promise<Revocation[]>;
  /** Those of these ids that are zones of the tenant. */
  readonly knownZones: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Those of these ids that are places of the tenant. */
  readonly knownPlaces: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** Loaders of one operation. */
export function createLoaders({
  headcounts,
  limits,
  limitsById,
  limitEventsById,
  marks,
  resets,
  revocations,
  knownZones,
  knownPlaces,
}: Sources): Loaders {
  return {
    headcount: new DataLoader<Question, AnsweredQuestion, string>(headcounts, { cacheKeyFn: questionKey }),
    limits: new DataLoader<Question, StandingLimit[], string>(limits, { cacheKeyFn: questionKey }),
    limit: new DataLoader((ids) => inOrder(ids, limitsById, ({ limitId }) => limitId)),
    limitEvent: new DataLoader((ids) => inOrder(ids, limitEventsById, ({ eventId }) => eventId)),
    mark: new DataLoader((ids) => inOrder(ids, marks, ({ markId }) => markId)),
    reset: new DataLoader((ids) => inOrder(ids, resets, ({ placeId }) => placeId)),
    revocation: new DataLoader((ids) => inOrder(ids, revocations, ({ zoneId }) => zoneId)),
    zone: new DataLoader((ids) => onlyKnown(ids, knownZones)),
    place: new DataLoader((ids) => onlyKnown(ids, knownPlaces)),
  };
}

async function inOrder<T>(
  ids: readonly string[],
  read: (ids: readonly string[]) => Promise<T[]>,
  idOf: (row: T) => string,
): Promise<(T | null)[]> {
  const rows = new Map((await read(ids)).map((row) => [idOf(row), row]));
  return ids.map((id) => rows.get(id) ?? null);
}

async function onlyKnown(ids: readonly string[], knownOf: Sources['knownZones']): Promise<({ id: string } | null)[]> {
  const wanted = ids.filter(isUuid);
  const known = wanted.length ? await knownOf(wanted) : new Set<string>();
  return ids.map((id) => (known.has(id) ? { id } : null));
}
