import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';

import { createEvacuation, createSite, evacueeAt, type Evacuee, type EvacuationOptions } from '@trekker/simulator';

import { arrivingFixes } from './evacuation/arriving-fixes.ts';
import { startMusterSite } from './evacuation/muster-site.ts';
import { mark, readMuster } from './evacuation/mustering.ts';
import { isMusterPoint, playEvacuation, stateByFixes } from './evacuation/play-evacuation.ts';
import { full } from './replay/recorded-data.ts';

const MINUTE_MS = 60_000;
const SCALE = full
  ? { people: 10_000, everyMs: 30_000, stepMs: MINUTE_MS }
  : { people: 150, everyMs: 20_000, stepMs: MINUTE_MS };

test(`a site of ${SCALE.people} people, some of them with late or dead phones, is evacuated, and the list is the truth`, (t) =>
  evacuate(t, { seed: 3 }));

test(`a site of ${SCALE.people} people is evacuated with half of the batteries dead, and the list is the truth`, (t) =>
  evacuate(t, { seed: 4, phones: { silent: 0.5, late: 0.2 } }));

async function evacuate(t: TestContext, chosen: Pick<EvacuationOptions, 'seed' | 'phones'>): Promise<void> {
  const alarmMs = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - 45 * MINUTE_MS;
  const evacuation = createEvacuation(createSite(3), { ...chosen, people: SCALE.people, alarmMs });
  const { site, people, fromMs, toMs } = evacuation;
  const isSafe = (evacuee: Evacuee) => isMusterPoint(evacueeAt(evacuee, toMs - 1)?.areaId ?? null);
  await using world = await startMusterSite(site, fromMs);
  const { places } = await world.build();
  const carriers = await world.hire(SCALE.people);
  await world.settled();
  const fixes = arrivingFixes(evacuation, carriers, SCALE.everyMs);
  const placeId = places.get('terminal') ?? '';
  const { musterId, expectedAtStart, curve, unfounded, longestMs } = await playEvacuation(world, {
    evacuation,
    fixes,
    placeId,
    stepMs: SCALE.stepMs,
  });
  const dead = people.filter(({ phone }) => phone.silentFromMs !== null);
  t.diagnostic(
    `${fixes.length} fixes, ${dead.length} phones dead; expected ${expectedAtStart}; ${curve.map((point) => point.join(':')).join(' ')}; a list was read in ${longestMs} ms at most`,
  );
  assert.deepEqual(unfounded, [], 'nobody was shown safe before a fix at a muster point');
  assert.equal(expectedAtStart, SCALE.people, 'whose battery had died before is expected like all others');

  const told = Map.groupBy(fixes, ({ personId }) => personId);
  const list = await readMuster(world, musterId);
  const cast = people.map((evacuee, index) => ({ evacuee, personId: carriers[index]?.personId ?? '' }));
  const byTruth = (evacuee: Evacuee) => (isSafe(evacuee) ? 'SAFE' : 'UNACCOUNTED');
  const byFixes = ({ personId }: (typeof cast)[number]) => stateByFixes(told.get(personId) ?? []);
  // Whoever walks past a muster point may be put into it by a fix, and then it is a fix that said so.
  const isMisplaced = (one: (typeof cast)[number]) => byTruth(one.evacuee) !== 'SAFE' && byFixes(one) === 'SAFE';
  const rightState = (one: (typeof cast)[number]) =>
    one.evacuee.phone.silentFromMs === null && !isMisplaced(one) ? byTruth(one.evacuee) : byFixes(one);
  const misplaced = cast.filter((one) => one.evacuee.phone.silentFromMs === null && isMisplaced(one));
  t.diagnostic(`${misplaced.length} were put into a muster point by an inexact fix`);
  assert.ok(misplaced.length <= Math.ceil(SCALE.people / 1_000));
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
  t.diagnostic(`wardens were asked for ${unseen.length}, ${missing.length} are missing in the end`);
  assert.deepEqual(
    missing.map(({ evacuee }) => evacuee.identifier),
    people.filter(({ conduct }) => conduct === 'never comes').map(({ identifier }) => identifier),
  );
}
