import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Kind, parse } from 'graphql';
import { listFiles } from './list-files.ts';

/**
 * Files below `resolvers/` that carry no name of the subgraph's schema. Allowed are `index.ts`, `Type.ts` and
 * `Type/field.ts`, each with a test beside it.
 */
export async function resolverPathProblems(root: string, name: string): Promise<string[]> {
  const folder = `subgraphs/${name}/src/resolvers`;
  const sdl = await readFile(join(root, 'schema', `${name}.graphql`), 'utf8').catch(() => '');
  const allowed = new Set(['index', ...coordinates(sdl)]);
  const files = await listFiles(join(root, folder), (path) => path.endsWith('.ts')).catch(() => []);
  return files
    .filter((path) => !allowed.has(path.replace(/(\.test)?\.ts$/, '')))
    .map((path) => `${folder}/${path} carries no name of schema/${name}.graphql`);
}

function coordinates(sdl: string): string[] {
  if (sdl === '') return [];
  return parse(sdl).definitions.flatMap((definition) => {
    if (!('name' in definition) || !definition.name || definition.kind === Kind.DIRECTIVE_DEFINITION) return [];
    const type = definition.name.value;
    const fields = 'fields' in definition ? (definition.fields ?? []) : [];
    return [type, ...fields.map((field) => `${type}/${field.name.value}`)];
  });
}
