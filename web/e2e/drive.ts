import { expect, type Page } from '@playwright/test';
import { ask } from './ask.ts';
import { addPhone, type Phone } from './phone.ts';
import type { Zone } from './zone.ts';

/** A drive of the journey's own, whose place at every instant is known. */
export interface Drive {
  readonly trackerId: string;
  readonly name: string;
  readonly phone: Phone;
}

/** A place of the earth, degrees. */
interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

const MINUTE_MS = 60_000;
const STEP_MS = 30_000;
/** How long drives take. */
export const DRIVE_MS = 20 * MINUTE_MS;

/** Where three drives go from the zone: straight through it to the north, to the east after standing, and with a silence. */
export function placeAt(index: number, { inside }: Zone, elapsedMs: number): Place {
  const share = elapsedMs / DRIVE_MS;
  if (index === 0) return { ...inside, latitude: inside.latitude - 0.003 + 0.006 * share };
  if (index === 1) {
    const after = Math.max(0, elapsedMs - 6 * MINUTE_MS) / (14 * MINUTE_MS);
    return { latitude: inside.latitude + 0.001, longitude: inside.longitude + 0.01 * after };
  }
  return { latitude: inside.latitude - 0.001, longitude: inside.longitude - 0.01 * share };
}

/** Whether a drive is silent: the third one from its fifth to its fifteenth minute. */
export function isSilent(index: number, elapsedMs: number): boolean {
  return index === 2 && elapsedMs > 5 * MINUTE_MS && elapsedMs < 15 * MINUTE_MS;
}

/** Adds three phones and reports their drives, a fix each half minute, through their doors. @param from Unix milliseconds. */
export async function addDrives(
  page: Page,
  name: string,
  { zone, from }: { zone: Zone; from: number },
): Promise<Drive[]> {
  const drives: Drive[] = [];
  for (const index of [0, 1, 2]) {
    const phone = await addPhone(page, `${name}-${index + 1}`);
    const elapsed = Array.from({ length: DRIVE_MS / STEP_MS + 1 }, (_, step) => step * STEP_MS);
    const heard = elapsed.filter((elapsedMs) => !isSilent(index, elapsedMs));
    // Whatever the order they come in.
    await Promise.all(heard.map((elapsedMs) => phone.report(placeAt(index, zone, elapsedMs), from + elapsedMs)));
    drives.push({
      phone,
      name: `Phone ${name}-${index + 1}`,
      trackerId: await trackerIdOf(page, `${name}-${index + 1}`),
    });
  }
  return drives;
}

async function trackerIdOf(page: Page, identifier: string): Promise<string> {
  const { trackers } = await ask<{ trackers: { nodes: { id: string }[] } }>(page, TRACKER, { search: identifier });
  expect(trackers.nodes).toHaveLength(1);
  return trackers.nodes[0]?.id ?? '';
}

const TRACKER = `query($search: String) { trackers(first: 2, filter: { search: $search }) { nodes { id } } }`;
