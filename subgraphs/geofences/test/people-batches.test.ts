import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7 } from '@trekker/kit';
import { nat, sample } from 'fast-check';

import { emptyState } from '../src/domain/person-visits/carried-state.ts';
import { SILENCE_LIMITS } from '../src/domain/person-visits/coverage.ts';
import { startGeofences, type TestGeofences } from './geofences.ts';
import { interleaved, take, tracksOf, type Step } from './people-steps.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences({ start: false })));
after(() => site[Symbol.asyncDispose]());

const T = Date.parse('2026-03-01T08:00:00.000Z');
/** What one instant of the steps stands for, in milliseconds. */
const UNIT = 100_000;
const SCENES = 120;

/** The same steps with instants of these days, and ids as they are. */
function real(steps: readonly Step[]): Step[] {
  const ids = new Map<string, string>();
  const named = (name: string) => ids.get(name) ?? ids.set(name, uuidv7()).get(name);
  const text = JSON.stringify(steps, (key, value: unknown) => {
    if (typeof value === 'number' && key !== 'priority') return T + value * UNIT;
    return typeof value === 'string' && /^[gtvpa]\d$/.test(value) ? named(value) : value;
  });
  return JSON.parse(text) as Step[];
}

async function tell(tenantId: string, steps: readonly Step[]): Promise<void> {
  await site.others.withTenant(tenantId, async (tx) => {
    for (const step of steps) tx.publish({ topic: 'visits', subject: tenantId, ...entryOf(step) });
  });
}

function entryOf(step: Step) {
  switch (step.kind) {
    case 'visit':
      return {
        type: 'visit-changed',
        payload: { ...step.visit, retracted: step.retracted, revision: 0, kind: 'REVISED' },
      };
    case 'carriage':
      return { type: 'assignment-changed', payload: step.carriage };
    case 'hearing':
      return { type: 'coverage-changed', payload: { ...step.told, trackerId: step.trackerId } };
  }
}

/** Everything that was ever believed, in the order in which it was told. */
async function beliefs(tenantId: string) {
  const told = (await site.published(tenantId, 'person-visits')).map(({ payload }: any) => payload);
  const rows = await site.postgres.admin`
    select person_visit_id, revision, from_at, to_at, retracted, known_to is null as believed from geofences.person_visits
    where tenant_id = ${tenantId}`;
  return { told, rows };
}

test('comes to the same with what it reads of a person and a time as with all there is, batch by batch', async () => {
  const scenes = sample(tracksOf, { numRuns: SCENES, seed: 5 }).map((tracks, index) => ({
    tenantId: site.tenant().tenantId,
    steps: real(interleaved(tracks, sample(nat({ max: 100 }), { numRuns: 30, seed: index }))),
  }));
  // Half of each is there when the service starts, and so read at once; the rest comes piece by piece.
  for (const { tenantId, steps } of scenes) await tell(tenantId, steps.slice(0, steps.length / 2));
  await site.geofences.start();
  await site.caughtUp();
  await Promise.all(
    scenes.map(async ({ tenantId, steps }, index) => {
      const rest = steps.slice(steps.length / 2);
      for (let from = 0; from < rest.length; from += 1 + (index % 3))
        await tell(tenantId, rest.slice(from, from + 1 + (index % 3)));
    }),
  );
  await site.caughtUp();
  let seen = 0;
  for (const { tenantId, steps } of scenes) {
    const state = emptyState(SILENCE_LIMITS);
    const expected = steps.flatMap((step) => take(state, step, Date.now()));
    const { told, rows } = await beliefs(tenantId);
    assert.deepEqual(
      told,
      expected.map(({ visit: { assignmentId: _assignmentId, ...visit }, retracted, supersededBy }) => ({
        ...visit,
        retracted,
        supersededBy,
      })),
    );
    assert.deepEqual(
      rows.map((row) => `${row['person_visit_id']} ${row['revision']} ${row['from_at']} ${row['to_at']}`).toSorted(),
      expected.map(({ visit, revision }) => `${visit.personVisitId} ${revision} ${visit.from} ${visit.to}`).toSorted(),
    );
    const last = new Map(expected.map((one) => [one.visit.personVisitId, one]));
    assert.deepEqual(
      rows
        .filter((row) => row['believed'])
        .map((row) => `${row['person_visit_id']} ${row['retracted']}`)
        .toSorted(),
      [...last].map(([id, { retracted }]) => `${id} ${retracted}`).toSorted(),
    );
    seen += expected.length;
  }
  assert.ok(seen > 4 * SCENES, `only ${seen} beliefs`);
});
