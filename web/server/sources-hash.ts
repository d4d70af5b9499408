import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';

// Everything a build reads. Generated code follows from the schema and the documents, so it needs no place of its own.
const SOURCES = [
  '{app,features,graphql,i18n,lists,live,map,messages,offline,records,scene,server,ui}/**/*.{ts,tsx,css,json,svg,ico,png}',
  '{package.json,tsconfig.json,global.d.ts,instrumentation.ts,next.config.mjs,postcss.config.mjs}',
  '../schema/*.{graphql,md}',
  '../docs/**/*.md',
  '../package-lock.json',
];

/** A digest of every file the pages are built from, hexadecimal; tests do not count. */
export async function sourcesHash(folder: string): Promise<string> {
  const paths: string[] = [];
  for await (const path of glob(SOURCES, { cwd: folder })) {
    if (!path.endsWith('.test.ts')) paths.push(path);
  }
  const hash = createHash('sha256');
  for (const path of paths.toSorted()) {
    hash
      .update(`${path}\0`)
      .update(await readFile(join(folder, path)))
      .update('\0');
  }
  return hash.digest('hex');
}
