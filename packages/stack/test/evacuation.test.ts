import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createEvacuation, createSite, evacueeAt, type Evacuee } from '@trekker/simulator';

import { arrivingFixes } from './evacuation/arriving-fixes.ts';
import { startMusterSite } from './evacuation/muster-site.ts';
import { mark, readMuster } from './evacuation/mustering.ts';
import { isMusterPoint, playEvacuation, stateByFixes } from './evacuation/play-evacuation.ts';
import { full } from './replay/recorded-data.ts';

const MINUTE_MS = 60_000;
const SCALE = full
  ? { people: 10_000, everyMs: 30_000, stepMs: MINUTE_MS }
  : { people: 300, everyMs: 20_000, stepMs: MINUTE_MS };

test(`a site of ${SCALE.people} people, some of them with late or dead phones, is evacuated, and the list is the truth`, async (t) => {
  const alarmMs = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - 45 * MINUTE_MS;
  const evacuation = createEvacuation(createSite(3), { seed: 3, people: SCALE.people, alarmMs });
  const { site, people, fromMs, toMs } = evacuation;
  const isSafe = (evacuee: Evacuee) => isMusterPoint(evacueeAt(evacuee, toMs - 1)?.areaId ?? null);
  await using world = await startMusterSite(site, fromMs);
  const { places } = await world.build();
  const carriers = await world.hire(SCALE.people);
  await world.settled();
  const fixes = arrivingFixes(evacuation, carriers, SCALE.everyMs);
  const placeId = places.get('terminal') ?? '';
  const { musterId, expectedAtStart, curve, unfounded } = await playEvacuation(world, {
    evacuation,
    fixes,
    placeId,
    stepMs: SCALE.stepMs,
  });
  t.diagnostic(
    `${fixes.length} fixes; expected ${expectedAtStart}; ${curve.map((point) => point.join(':')).join(' ')}`,
  );
  assert.deepEqual(unfounded, [], 'nobody was shown safe before a fix at a muster point');
  assert.equal(expectedAtStart, SCALE.people);

  const told = Map.groupBy(fixes, ({ personId }) => personId);
  const list = await readMuster(world, musterId);
  const cast = people.map((evacuee, index) => ({ evacuee, personId: carriers[index]?.personId ?? '' }));
  const byTruth = (evacuee: Evacuee) => (isSafe(evacuee) ? 'SAFE' : 'UNACCOUNTED');
  const rightState = ({ evacuee, personId }: (typeof cast)[number]) =>
    evacuee.phone.silentFromMs === null ? byTruth(evacuee) : stateByFixes(told.get(personId) ?? []);
  assert.deepEqual(
    cast.map(({ evacuee, personId }) => `${evacuee.identifier} ${evacuee.conduct} ${list.get(personId)?.state}`),
    cast.map((one) => `${one.evacuee.identifier} ${one.evacuee.conduct} ${rightState(one)}`),
  );

  // Wardens see those whose phones are dead, and who took the ferry.
  const unseen = cast.filter(({ personId }) => list.get(personId)?.accounted === false);
  for (const { evacuee, personId } of unseen) {
    if (isSafe(evacuee)) await mark(world, { musterId, personId, kind: 'SAFE' });
    else if (evacuee.conduct === 'leaves the site') await mark(world, { musterId, personId, kind: 'OFF_SITE' });
  }
  await world.settled();
  const final = await readMuster(world, musterId);
  const missing = cast.filter(({ personId }) => final.get(personId)?.accounted !== true);
  assert.deepEqual(
    missing.map(({ evacuee }) => evacuee.identifier),
    people.filter(({ conduct }) => conduct === 'never comes').map(({ identifier }) => identifier),
  );
});
