import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { nat, sample } from 'fast-check';

import { emptyState } from '../src/domain/person-visits/carried-state.ts';
import { SILENCE_LIMITS } from '../src/domain/person-visits/coverage.ts';
import { startGeofences, type TestGeofences } from './geofences.ts';
import { realSteps, tellSteps } from './people-entries.ts';
import { interleaved, take, tracksOf } from './people-steps.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences({ start: false })));
after(() => site[Symbol.asyncDispose]());

const SCENES = 120;

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
    steps: realSteps(interleaved(tracks, sample(nat({ max: 100 }), { numRuns: 30, seed: index }))),
  }));
  // Half of each is there when the service starts, and so read at once; the rest comes piece by piece.
  for (const { tenantId, steps } of scenes)
    await tellSteps(site, tenantId, { steps: steps.slice(0, steps.length / 2) });
  await site.geofences.start();
  await site.caughtUp();
  await Promise.all(
    scenes.map(async ({ tenantId, steps }, index) => {
      const rest = steps.slice(steps.length / 2);
      for (let from = 0; from < rest.length; from += 1 + (index % 3))
        await tellSteps(site, tenantId, { steps: rest.slice(from, from + 1 + (index % 3)) });
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
