import assert from 'node:assert/strict';
import { test } from 'node:test';

import { truthOf } from '@trekker/simulator';

import { compareHours, figuresOf, type ComparedDay } from './hours/compare-hours.ts';
import { trueStays, uncovered } from './hours/compare-visits.ts';
import { readHours } from './hours/read-hours.ts';
import { readVisits } from './hours/read-visits.ts';
import { simulateDays } from './hours/simulated-days.ts';
import { full } from './replay/recorded-data.ts';
import { startInstallation } from './support/installation.ts';

const SCALE = full ? { people: 40, days: 7 } : { people: 12, days: 3 };

/**
 * With a fix a minute nobody is seen to come or go more than a minute late; the rest is what a receiver is off by and the
 * buffer around a zone, at the pace of somebody who walks. Seconds for one border that is crossed; a break has two.
 */
const CROSSING = { mean: 45, max: 60 + 30 };

/** How long a stay is that no receiver may overlook or make up. */
const LONG_STAY_MS = 10 * 60_000;

test('derived hours of the simulated week agree with the simulator’s truth within the declared GPS noise', async (t) => {
  await using installation = await startInstallation();
  const { api, population, monday, fromMs, toMs, fixes } = await simulateDays(installation, SCALE);
  const truth = [...truthOf(population, fromMs, toMs)];
  const all = compareHours(truth, await readHours(api, monday));
  const [honest, deceived] = [all.filter(isHonest), all.filter((day) => !isHonest(day))];

  const visitors = new Set(population.people.filter(({ host }) => host).map(({ identifier }) => identifier));
  const figures = {
    onSite: figuresOf(honest.map(({ onSite }) => onSite)),
    firstIn: figuresOf(honest.map(({ firstIn }) => firstIn)),
    lastOut: figuresOf(honest.map(({ lastOut }) => lastOut)),
  };
  // Visitors have no breaks, whatever they do in a break area.
  const breaks = figuresOf(honest.filter((day) => !visitors.has(day.truth.identifier)).map(({ rest }) => rest));
  const worked = honest.filter((day) => day.truth.onSiteSeconds > 0).length;
  t.diagnostic(`${fixes} fixes; ${worked} days somebody worked and the phone could tell of`);
  t.diagnostic(`seconds from the truth: ${JSON.stringify({ ...figures, breaks })}`);
  for (const day of deceived) t.diagnostic(explanationOf(day));
  assert.ok(worked >= (full ? 120 : 25), `${worked} days`);
  for (const [what, { mean, max }] of Object.entries(figures))
    assert.ok(mean <= CROSSING.mean && max <= CROSSING.max, `${what}: mean ${mean} s, most ${max} s`);
  assert.ok(breaks.mean <= 2 * CROSSING.mean && breaks.max <= 4 * CROSSING.max, JSON.stringify(breaks));

  const flagged = new Set(deceived.flatMap(({ derived }) => derived.exceptions.map(({ kind }) => kind)));
  assert.deepEqual(flagged, new Set(['SIGNAL_LOST', 'LONG_STAY']), 'what deceived is pointed out');

  const names = new Map(population.site.zones.map(({ id, name }) => [id, name]));
  const visits = await readVisits(api, { fromMs, toMs });
  const missed = uncovered(
    trueStays(
      honest.map((day) => day.truth),
      names,
    ),
    visits,
    LONG_STAY_MS,
  );
  const within = visits.filter((visit) => visit.fromMs >= fromMs && visit.toMs <= toMs);
  const deceivers = new Set(deceived.map((day) => day.truth.identifier));
  const madeUp = uncovered(
    within.filter(({ identifier }) => !deceivers.has(identifier)),
    trueStays(truth, names),
    LONG_STAY_MS,
  );
  t.diagnostic(`${visits.length} visits; ${missed.length} long stays missed, ${madeUp.length} made up`);
  assert.deepEqual({ missed, madeUp }, { missed: [], madeUp: [] });
});

function isHonest({ truth }: ComparedDay): boolean {
  return truth.deceived.length === 0;
}

/** In one line, why a phone could not tell the truth and what was made of it. */
function explanationOf({ truth, derived, onSite }: ComparedDay): string {
  const kinds = derived.exceptions.map(({ kind }) => kind).join(', ') || 'nothing';
  const off = `${Math.round(onSite)} s from the truth`;
  return `${truth.identifier} on ${truth.date}: ${truth.deceived.join(', ')}, ${off}, flagged: ${kinds}`;
}
