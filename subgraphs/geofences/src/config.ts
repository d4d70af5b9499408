import { integer, optionalText, text, type Config, type Options } from '@trekker/kit';

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
  geocoderUrl: {
    env: 'TREKKER_GEOFENCES_GEOCODER_URL',
    type: optionalText,
    default: null,
    doc: 'Address of a provider that names places as Nominatim does, for example https://nominatim.example.org/reverse; absent: nobody is asked. It learns positions rounded to 0.0001 degrees.',
  },
  geocoderPerMinute: {
    env: 'TREKKER_GEOFENCES_GEOCODER_PER_MINUTE',
    type: integer({ min: 1, max: 60_000 }),
    default: 60,
    doc: 'Most questions a minute that this process asks the provider of names.',
  },
  geocoderWaitMs: {
    env: 'TREKKER_GEOFENCES_GEOCODER_WAIT_MS',
    type: integer({ min: 0, max: 10_000 }),
    default: 300,
    doc: 'How long an answer waits for the provider of names at most, in milliseconds; what comes later is kept for the next one.',
  },
  geocoderTimeoutMs: {
    env: 'TREKKER_GEOFENCES_GEOCODER_TIMEOUT_MS',
    type: integer({ min: 10, max: 60_000 }),
    default: 5_000,
    doc: 'How long the provider of names may take for one question, in milliseconds; then it is left alone for half a minute.',
  },
  geocoderKeepDays: {
    env: 'TREKKER_GEOFENCES_GEOCODER_KEEP_DAYS',
    type: integer({ min: 1, max: 3_650 }),
    default: 180,
    doc: 'After how many days the provider is asked again for a place; one for which it had no name after a tenth of that.',
  },
  geocoderAttribution: {
    env: 'TREKKER_GEOFENCES_GEOCODER_ATTRIBUTION',
    type: text,
    default: '© OpenStreetMap contributors',
    doc: 'What the provider of names wants said wherever its data are shown.',
  },
} as const satisfies Options;

export type GeofencesConfig = Config<typeof geofencesOptions>;
