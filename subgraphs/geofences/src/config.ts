import { integer, type Config, type Options } from '@trekker/kit';

/** What an operator may set of geofences. */
export const geofencesOptions = {
  indexedTenants: {
    env: 'TREKKER_GEOFENCES_INDEXED_TENANTS',
    type: integer({ min: 1, max: 100_000 }),
    default: 1_000,
    doc: 'How many tenants’ shapes are kept in memory; those not used for longest are read again when their trackers report.',
  },
  keptTrackers: {
    env: 'TREKKER_GEOFENCES_KEPT_TRACKERS',
    type: integer({ min: 1, max: 10_000_000 }),
    default: 10_000,
    doc: 'How many trackers of a tenant are kept in memory per partition; those not heard of for longest are read again when they report.',
  },
  geometryThreads: {
    env: 'TREKKER_GEOFENCES_GEOMETRY_THREADS',
    type: integer({ min: 1, max: 16 }),
    default: 2,
    doc: 'Most threads that judge, repair, read and write large shapes; each starts when it is first needed.',
  },
} as const satisfies Options;

export type GeofencesConfig = Config<typeof geofencesOptions>;
