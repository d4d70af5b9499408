import type { Projection } from '@trekker/kit';

import {
  EVENT_BELIEFS,
  PERSON_VISIT_BELIEFS,
  putBeliefsAside,
  putStaysAside,
  settleBeliefs,
  settleStays,
} from '../db/beliefs-rebuilt.ts';
import { insertEventBeliefs } from '../db/geofence-events.ts';
import { nextSpeakerDeadline } from '../db/hearings.ts';
import { insertPersonBeliefs } from '../db/person-visits.ts';
import { saveStays } from '../db/stays.ts';
import { VISITS_TOPIC } from '../events.ts';
import { loadEvents } from './people/load-events.ts';
import { loadState } from './people/load-state.ts';
import { saveState } from './people/save-state.ts';
import { stepIn } from './people/step.ts';
import { tellDifferences } from './people/tell-differences.ts';
import { tell } from './people/tell.ts';

/** Entries of one transaction. */
const BATCH = 500;
/** What is derived here beside stays and beliefs. */
const READ = ['carried_visits', 'assignments', 'silences', 'hearings', 'speaker_deadlines'];

/**
 * Stage two: from visits, coverage and assignments of trackers to people's visits, and to what happened in geofences,
 * tenant by tenant.
 */
export const personVisitsProjection: Projection = {
  name: 'person-visits',
  topic: VISITS_TOPIC,
  batch: BATCH,
  gathers: true,
  async apply(tx, entries, { tenantId }) {
    await tx.asTenant(tenantId);
    const steps = entries.flatMap((entry) => stepIn(entry) ?? []);
    const loaded = await loadState(tx.sql, steps);
    const happened = await loadEvents(tx.sql, { steps, loaded });
    const told = steps.map((step) => tell(tx, tenantId, { state: loaded.state, happened, step }));
    await insertPersonBeliefs(
      tx.sql,
      tenantId,
      told.flatMap(({ people }) => people),
    );
    await insertEventBeliefs(
      tx.sql,
      tenantId,
      told.flatMap(({ events }) => events),
    );
    await saveStays(tx.sql, tenantId, happened.stays.changed());
    await saveState(tx.sql, tenantId, { steps, loaded });
    return loaded.contested.length ? { nextDeadline: await nextSpeakerDeadline(tx.sql) } : undefined;
  },
  async nextDeadline(tx, { tenantId }) {
    await tx.asTenant(tenantId);
    return nextSpeakerDeadline(tx.sql);
  },
  derived: ['person_visits', 'geofence_events', 'stays', 'silences'].map((table) => ({
    table: `geofences.${table}`,
    by: 'tenant',
  })),
  async reset({ sql }) {
    for (const table of READ) await sql`delete from geofences.${sql(table)}`;
    await putStaysAside(sql);
    await putBeliefsAside(sql, PERSON_VISIT_BELIEFS);
    await putBeliefsAside(sql, EVENT_BELIEFS);
  },
  async settle(tx, { tenantId }) {
    await tx.asTenant(tenantId);
    const people = await settleBeliefs(tx.sql, PERSON_VISIT_BELIEFS);
    const events = await settleBeliefs(tx.sql, EVENT_BELIEFS);
    await settleStays(tx.sql);
    await tellDifferences(tx, tenantId, { people, events });
  },
};
