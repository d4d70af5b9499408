import { join, resolve } from 'node:path';
import type { WebConfig } from '../config.ts';
import type { BasemapPlace } from './basemap-file.ts';

const NAME = 'basemap.pmtiles';

/** Where the operator's archive may lie; null where it cannot, or where the basemap comes from an address. */
export function basemapPlace(
  { basemapFile, basemapUrl }: Pick<WebConfig, 'basemapFile' | 'basemapUrl'>,
  dataDir: string | undefined,
): BasemapPlace | null {
  if (basemapFile !== null)
    return {
      path: resolve(basemapFile),
      named: true,
      called: `TREKKER_WEB_BASEMAP_FILE ${JSON.stringify(basemapFile)}`,
    };
  if (basemapUrl !== null || dataDir === undefined) return null;
  const path = join(dataDir, NAME);
  return { path, named: false, called: `${NAME} of TREKKER_DATA_DIR, ${JSON.stringify(path)},` };
}
