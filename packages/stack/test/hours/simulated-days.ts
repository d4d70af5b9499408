import assert from 'node:assert/strict';

import {
  batchSender,
  createPopulation,
  createSite,
  dateOf,
  localDay,
  localInstant,
  uploadRecording,
  type Population,
} from '@trekker/simulator';

import { signIn, type Api } from '../../src/demo/api.ts';
import { seedMovers } from '../../src/demo/seed-movers.ts';
import { seedUnits } from '../../src/demo/seed-units.ts';
import { seedZones } from '../../src/demo/seed-zones.ts';
import { patientApi } from '../../src/demo/patient-api.ts';
import type { Installation } from '../support/installation.ts';

/** An installation that was told of some days at the terminal, and the terminal itself. */
export interface SimulatedDays {
  readonly api: Api;
  readonly population: Population;
  /** The Monday they begin with, `YYYY-MM-DD`. */
  readonly monday: string;
  /** The days, `[fromMs, toMs)`, Unix milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
  /** How many fixes were sent. */
  readonly fixes: number;
}

const DAY_MS = 86_400_000;

/** A week that ends with the day of 25 hours, in which a battery dies and a phone stays in its locker. */
const MONDAY = Date.UTC(2025, 9, 20, 12);

const LOGIN = { tenant: 'terminal', name: 'terminal', password: 'a password for the terminal' };

/** Lets people and vehicles live through the first days of a week, at one fix a minute, and waits until all is derived. */
export async function simulateDays(
  { stack, intake }: Installation,
  { people, days }: { people: number; days: number },
): Promise<SimulatedDays> {
  const site = createSite(7);
  const population = createPopulation(site, { seed: 7, people });
  const monday = localDay(site.timeZone, MONDAY);
  const [fromMs, toMs] = [monday, monday + days].map((day) => localInstant(site.timeZone, day, 0));
  assert.ok(fromMs !== undefined && toMs !== undefined);
  await stack.subgraphs.services.tenancy.createTenant({
    slug: LOGIN.tenant,
    name: site.name,
    timeZone: site.timeZone,
    administrator: { signInName: LOGIN.name, name: 'Administrator', password: LOGIN.password },
  });
  const api = patientApi(await signIn(stack.addresses().graphql, LOGIN), 60_000);
  const since = new Date(fromMs - 2 * DAY_MS).toISOString();
  await seedZones(api, site, since);
  await seedMovers(api, { movers: population.people, unitIds: await seedUnits(api, population.people), since });
  const { createIngestDoor } = await api.run<{ createIngestDoor: { token: string } }>(
    'mutation { createIngestDoor(input: { name: "Phones" }) { token } }',
  );
  const send = batchSender(`${intake}/i/${createIngestDoor.token}/`);
  const fixes = await upload(population, { fromMs: fromMs - DAY_MS, toMs: toMs + DAY_MS, send });
  assert.ok(await stack.subgraphs.caughtUp(120_000), 'everything is derived from within two minutes');
  return { api, population, monday: dateOf(monday), fromMs, toMs, fixes };
}

/** Also what was recorded a day before and after, as nights do not end at midnight. */
async function upload(
  { people }: Population,
  { fromMs, toMs, send }: { fromMs: number; toMs: number; send: ReturnType<typeof batchSender> },
): Promise<number> {
  const { signal } = new AbortController();
  let sent = 0;
  const onAccepted = (fixes: readonly unknown[]) => (sent += fixes.length);
  const recording = { fromMs, toMs, everyMs: 60_000 };
  for (const person of people) await uploadRecording(person, recording, { send, signal, onAccepted });
  return sent;
}
