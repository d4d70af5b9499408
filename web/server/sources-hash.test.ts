import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { sourcesHash } from './sources-hash.ts';

test('the digest changes with what the pages are built from and with nothing else', async () => {
  const root = await mkdtemp(join(tmpdir(), 'trekker-sources-'));
  try {
    const web = join(root, 'web');
    for (const folder of ['web/app/map', 'web/e2e', 'web/.next', 'schema'])
      await mkdir(join(root, folder), { recursive: true });
    await writeFile(join(web, 'app/map/page.tsx'), 'one');
    await writeFile(join(root, 'schema/trackers.graphql'), 'type Query');
    const before = await sourcesHash(web);

    await writeFile(join(web, 'app/map/page.test.ts'), 'a test');
    await writeFile(join(web, 'e2e/journey.spec.ts'), 'a journey');
    await writeFile(join(web, '.next/BUILD_ID'), 'a build');
    assert.equal(await sourcesHash(web), before);

    await writeFile(join(root, 'schema/trackers.graphql'), 'type Mutation');
    const changed = await sourcesHash(web);
    assert.notEqual(changed, before);
    await writeFile(join(web, 'app/map/page.tsx'), 'two');
    assert.notEqual(await sourcesHash(web), changed);

    // What pages are put together from, wherever it lies.
    for (const path of ['web/lists/list.ts', 'web/records/record.tsx', 'web/scene/scene.ts', 'docs/guides/guide.md']) {
      const without = await sourcesHash(web);
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), 'text');
      assert.notEqual(await sourcesHash(web), without, path);
    }
  } finally {
    await rm(root, { recursive: true });
  }
});
