import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What the web app shows of the repository's documents; decisions are for whoever changes the code. */
const DOCUMENTS = ['docs/*.md', 'docs/guides/**/*.md', 'schema/README.md'];

/** The module that holds their texts, relative to the root. */
const MODULE = 'web/__generated__/documents.ts';

/** Writes the Markdown of the documents as a module by path, since no workspace reads files of another. */
export async function generateDocumentTexts(root: string): Promise<void> {
  const paths: string[] = [];
  for await (const path of glob(DOCUMENTS, { cwd: root })) paths.push(path.replaceAll('\\', '/'));
  if (paths.length === 0) return;
  const texts: Record<string, string> = {};
  for (const path of paths.toSorted()) texts[path] = await readFile(join(root, path), 'utf8');
  const names = Object.keys(texts).map((path) => JSON.stringify(path));
  const text = [
    '/* eslint-disable */',
    `export type DocumentPath = ${names.join(' | ')};`,
    `export const DOCUMENTS: Readonly<Record<DocumentPath, string>> = ${JSON.stringify(texts, null, 2)};`,
    '',
  ].join('\n');
  await mkdir(dirname(join(root, MODULE)), { recursive: true });
  await writeFile(join(root, MODULE), text);
}
