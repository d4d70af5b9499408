import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openSeries, type Part } from '../domain/series.ts';
import type { Stay } from '../domain/stay.ts';
import { seriesByParts } from './series-by-parts.ts';

const DAY = 86_400_000;
const SPAN = { from: 0, to: 400 * DAY, stepMs: DAY };

const stay = (personId: string, from: number): Stay => {
  const who = { personId, zoneId: 'x', source: 'TRACKER', sayId: 's', since: from } as const;
  return { ...who, state: 'PRESENT', from, to: from + DAY / 3 };
};

test('reads a long time in which little happened in few parts, without a gap', async () => {
  const parts: Part[] = [];
  const stays = [stay('a', 5 * DAY), stay('b', 5.2 * DAY), stay('a', 300.5 * DAY)];
  const series = await seriesByParts(SPAN, async (part) => (parts.push(part), stays));
  assert.deepEqual(
    parts.map(({ from, to }) => [from / DAY, to / DAY]),
    [1, 3, 7, 15, 31, 63, 127, 255, 400].map((to, index, ends) => [ends[index - 1] ?? 0, to]),
  );
  const whole = openSeries(SPAN);
  whole.add(stays, SPAN);
  assert.deepEqual(series, whole.series);
  assert.deepEqual(series.maximum, { count: 2, at: 5.2 * DAY });
});

test('never reads much more at once than a day of many people, however long the time is', async () => {
  const perDay = 30_000;
  const read: number[] = [];
  const { points, maximum } = await seriesByParts({ ...SPAN, to: 6 * DAY }, async ({ from, to }) => {
    const days = Math.ceil((to - from) / DAY);
    read.push(days * perDay);
    return Array.from({ length: days * perDay }, (_, index) => stay(`${index % perDay}`, from));
  });
  assert.ok(Math.max(...read) <= 2 * perDay, `${Math.max(...read)} stays at once`);
  assert.deepEqual([points.length, maximum.count], [6, perDay]);
});

test('reads shorter parts where more begins than is good to have at once, and not for what lasts', async () => {
  const lengths: number[] = [];
  const begins = ({ from, to }: Part) =>
    Array.from({ length: Math.ceil((300_000 * (to - from)) / DAY) }, () => stay('a', from));
  await seriesByParts({ ...SPAN, to: 1.75 * DAY }, async (part) => {
    lengths.push((part.to - part.from) / DAY);
    return begins(part);
  });
  assert.deepEqual(lengths, [1, 0.5, 0.25]);
  const lasting = Array.from({ length: 100_001 }, (_, index) => ({ ...stay(`${index}`, -DAY), to: null }));
  let parts = 0;
  await seriesByParts({ ...SPAN, to: 15 * DAY }, async () => ((parts += 1), lasting));
  assert.equal(parts, 4);
});
