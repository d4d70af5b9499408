import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileName } from './file-name.ts';

test('a file is called after whom it is about, since when, and what it is', () => {
  const about = { span: { from: Date.parse('2026-11-20T23:00:00Z'), to: 0 }, format: 'GPX' } as const;
  assert.equal(fileName('Åsa / truck 7', about), 'Åsa-truck-7-2026-11-20T2300Z.gpx');
  assert.equal(fileName('…', about), 'track-2026-11-20T2300Z.gpx');
});
