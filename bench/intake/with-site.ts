import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { prepareSite, type Site, type SiteSize } from './site.ts';

/** Prepares a site in a temporary data folder while something uses it. */
export async function withSite<T>(size: SiteSize, use: (dataDir: string, site: Site) => Promise<T>): Promise<T> {
  const dataDir = await realpath(await mkdtemp(join(tmpdir(), 'trekker-bench-')));
  try {
    return await use(dataDir, await prepareSite(dataDir, size));
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
