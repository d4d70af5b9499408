import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Kind, parse } from 'graphql';

/**
 * Which TypeScript type stands behind a GraphQL type in the resolvers of one subgraph. The convention: when
 * `src/db/rows.ts` exports `TrackerRow` and the subgraph's schema has an object or interface type `Tracker`, resolvers of
 * `Tracker` receive a `TrackerRow`. Types without such an export are passed around as the schema shows them.
 */
export async function rowMappers(subgraphFolder: string, sdl: string): Promise<Record<string, string>> {
  const source = await readIfPresent(join(subgraphFolder, 'src/db/rows.ts'));
  const rows = exportedNames(source);
  const mapped = typeNames(sdl).filter((name) => rows.has(`${name}Row`));
  return Object.fromEntries(mapped.map((name) => [name, `../db/rows.ts#${name}Row`]));
}

async function readIfPresent(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'ENOENT') return '';
    throw failure;
  }
}

function exportedNames(source: string): Set<string> {
  const declared = [...source.matchAll(/^export\s+(?:declare\s+)?(?:interface|type|class)\s+(\w+)/gm)];
  const listed = [...source.matchAll(/^export\s+(?:type\s+)?\{([^}]*)\}/gm)].flatMap(([, names = '']) =>
    names.split(',').map((name) =>
      name
        .trim()
        .replace(/^type\s+/, '')
        .replace(/^.*\sas\s+/, ''),
    ),
  );
  return new Set([...declared.flatMap(([, name]) => (name ? [name] : [])), ...listed]);
}

function typeNames(sdl: string): string[] {
  return parse(sdl).definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION
      ? [definition.name.value]
      : [],
  );
}
