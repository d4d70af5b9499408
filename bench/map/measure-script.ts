import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';

import type { Measured } from '../presence/measured.ts';

const BUILD = join(import.meta.dirname, '../../web/.next');
const PAGE = 'server/app/(signed-in)/map/page_client-reference-manifest.js';
const TARGET_KILOBYTES = 400;

/** What the build says a page needs. */
interface PageManifest {
  readonly clientModules: Readonly<Record<string, { readonly chunks: readonly unknown[] }>>;
}

/** How much script the map page loads, compressed, before it asks for the library that draws. Needs a build of the web app. */
export async function measureScript(): Promise<Measured> {
  const { rootMainFiles } = JSON.parse(await readFile(join(BUILD, 'build-manifest.json'), 'utf8')) as {
    rootMainFiles: readonly string[];
  };
  const context: { __RSC_MANIFEST?: Readonly<Record<string, PageManifest>> } = {};
  runInNewContext(await readFile(join(BUILD, PAGE), 'utf8'), { globalThis: context });
  const modules = Object.values(context.__RSC_MANIFEST ?? {}).flatMap(({ clientModules }) =>
    Object.values(clientModules),
  );
  const chunks = modules.flatMap((each) => each.chunks.map((chunk) => String(chunk).replace('/_next/', '')));
  const files = new Set([...rootMainFiles, ...chunks.filter((chunk) => chunk.endsWith('.js'))]);
  let bytes = 0;
  for (const file of files) bytes += gzipSync(await readFile(join(BUILD, file))).length;
  const kilobytes = Math.round(bytes / 1_000);
  const targets = [
    {
      measure: 'script before the map engine, kB',
      value: kilobytes,
      target: TARGET_KILOBYTES,
      met: kilobytes <= TARGET_KILOBYTES,
    },
  ];
  return { tables: { script: targets }, figures: { files: files.size, targets } };
}
