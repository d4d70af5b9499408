import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';

/**
 * The content of a file that only its owner may read; made by `make` when it is absent. The file appears whole or not at
 * all, and of two processes that make it at once one wins and both get its content.
 */
export async function keepFile(path: string, make: () => Promise<string>): Promise<string> {
  const known = await readFile(path, 'utf8').catch(absent);
  if (known !== null) return known;
  const content = await make();
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  await file.writeFile(content);
  await file.sync();
  await file.close();
  // Unlike a rename, a link never takes the place of what somebody else has just made.
  await link(draft, path).catch((failure: unknown) => {
    if (!hasCode(failure, 'EEXIST')) throw failure;
  });
  await rm(draft);
  return readFile(path, 'utf8');
}

function absent(failure: unknown): null {
  if (hasCode(failure, 'ENOENT')) return null;
  throw failure;
}

function hasCode(failure: unknown, code: string): boolean {
  return failure instanceof Error && 'code' in failure && failure.code === code;
}
