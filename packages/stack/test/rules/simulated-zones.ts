import assert from 'node:assert/strict';

import {
  batchSender,
  createPopulation,
  createSite,
  dutyOn,
  localDay,
  localInstant,
  trueVisits,
  uploadRecording,
  type Mover,
  type Population,
} from '@trekker/simulator';

import { signIn } from '../../src/demo/api.ts';
import { make } from '../../src/demo/made.ts';
import { seedMovers } from '../../src/demo/seed-movers.ts';
import { seedUnits } from '../../src/demo/seed-units.ts';
import { patientApi } from '../../src/demo/patient-api.ts';
import { PLAIN_RULES } from '../../src/replay/plain-rules.ts';
import { readVisits } from '../hours/read-visits.ts';
import type { Installation } from '../support/installation.ts';
import { compareRules, totalOf, type RuleFigures, type Stay } from './compare-rules.ts';

/** What is simulated: a day of so many people and vehicles with a fix every so many milliseconds. */
export interface SimulatedDay {
  readonly seed: number;
  readonly people: number;
  readonly vehicles: number;
  readonly everyMs: number;
}

const DAY_MS = 86_400_000;

/** A Monday. */
const DAY = Date.UTC(2025, 9, 20, 12);

/**
 * Lets a day at the terminal be told to two geofences for each zone, one with the plain rule and one with the defaults of
 * its kind, and gives the figures of both. A phone forgotten in a locker tells the truth of the locker, so those are left
 * out.
 */
export async function figuresOfRules({ stack, intake }: Installation, simulated: SimulatedDay) {
  const { seed, people, vehicles, everyMs } = simulated;
  const site = createSite(seed);
  const population = createPopulation(site, { seed, people, vehicles });
  const movers = [...population.people, ...population.vehicles].filter(({ mishap }) => mishap !== 'forgetful owner');
  const day = localDay(site.timeZone, DAY);
  const [fromMs, toMs] = [localInstant(site.timeZone, day, 0), localInstant(site.timeZone, day + 1, 0)];
  const login = { tenant: `day-${seed}`, name: 'terminal', password: 'a password for the terminal' };
  await stack.subgraphs.services.tenancy.createTenant({
    slug: login.tenant,
    name: site.name,
    timeZone: site.timeZone,
    administrator: { signInName: login.name, name: 'Administrator', password: login.password },
  });
  const api = patientApi(await signIn(stack.addresses().graphql, login), 60_000);
  const validFrom = new Date(fromMs - 2 * DAY_MS).toISOString();
  for (const { id, kind, polygon: boundary } of site.zones) {
    const fence = { kind, boundary, validFrom };
    await make(api, ['createGeofence', 'geofence'], { ...fence, name: id });
    await make(api, ['createGeofence', 'geofence'], { ...fence, name: `plain ${id}`, rules: PLAIN_RULES });
  }
  await seedMovers(api, { movers, unitIds: await seedUnits(api, movers), since: validFrom });
  const { createIngestDoor } = await api.run<{ createIngestDoor: { token: string } }>(
    'mutation { createIngestDoor(input: { name: "Phones" }) { token } }',
  );
  const send = batchSender(`${intake}/i/${createIngestDoor.token}/`);
  const { signal } = new AbortController();
  for (const mover of movers) await uploadRecording(mover, { fromMs, toMs, everyMs }, { send, signal });
  assert.ok(await stack.subgraphs.caughtUp(120_000), 'everything is derived from within two minutes');

  const visits = Map.groupBy(
    await readVisits(api, { fromMs, toMs }),
    ({ identifier, zone }) => `${identifier} ${zone}`,
  );
  const figures = (prefix: string): RuleFigures =>
    totalOf(
      site.zones.flatMap(({ id, ring }) =>
        movers.map((mover) =>
          compareRules(
            cut(visits.get(`${mover.identifier} ${prefix}${id}`) ?? [], fromMs, toMs),
            cut(
              [day - 1, day].flatMap((each) => trueStays(mover, each, ring)),
              fromMs,
              toMs,
            ),
          ),
        ),
      ),
    );
  return { plain: figures('plain '), defaults: figures('') };
}

type Ring = Population['site']['zones'][number]['ring'];

function trueStays(mover: Mover, day: number, ring: Ring): Stay[] {
  const duty = dutyOn(mover, day);
  return duty ? trueVisits(duty, ring) : [];
}

function cut(stays: readonly Stay[], fromMs: number, toMs: number): Stay[] {
  return stays
    .map((stay) => ({ fromMs: Math.max(stay.fromMs, fromMs), toMs: Math.min(stay.toMs, toMs) }))
    .filter((stay) => stay.fromMs < stay.toMs);
}
