import assert from 'node:assert/strict';
import { test } from 'node:test';

import { UnavailableError } from '@trekker/kit';

import { createTrackImporter, type TrackImporterOptions } from './track-importer.ts';

test('four files are held at once; a fifth is put off until one is done, however it ended', async () => {
  const { withPlace } = createTrackImporter({} as TrackImporterOptions);
  const files = Array.from({ length: 4 }, () => Promise.withResolvers<void>());
  const held = files.map(({ promise }) => withPlace(() => promise));
  await assert.rejects(
    withPlace(async () => 'taken'),
    UnavailableError,
  );
  files[0]?.reject(new Error('unreadable'));
  await assert.rejects(held[0] ?? assert.fail(), /unreadable/);
  assert.equal(await withPlace(async () => 'taken'), 'taken');
  for (const { resolve } of files) resolve();
  await Promise.all(held.slice(1));
});
