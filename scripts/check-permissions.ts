import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { report } from './check/report.ts';
import { readSubgraphSchemas } from './codegen/compose-schema.ts';

const DOCUMENT = 'schema/README.md';
const ROLES = 'subgraphs/tenancy/src/domain/roles.ts';

/** What is used of the file that defines the roles. */
interface RolesModule {
  readonly ROLES: readonly string[];
  permissionsOfRole(role: string): readonly string[];
}

/**
 * Whether the table of permissions in `schema/README.md` has a row for each permission the schema asks for, no other, and
 * says of each role what the code grants it. Columns carry the roles' names in lower case with spaces.
 */
export async function checkPermissions(root: string): Promise<string[]> {
  const asked = permissionsAsked((await readSubgraphSchemas(root)).map(({ sdl }) => sdl));
  const table = readTable(await readFile(join(root, DOCUMENT), 'utf8'));
  const missing = asked.filter((permission) => !table.has(permission));
  const surplus = [...table.keys()].filter((permission) => !asked.includes(permission));
  return [
    ...missing.map((permission) => `${DOCUMENT} lacks a row for ${permission}, which the schema asks for`),
    ...surplus.map((permission) => `${DOCUMENT} has a row for ${permission}, which the schema never asks for`),
    ...(await roleProblems(root, table)),
  ];
}

function permissionsAsked(schemas: readonly string[]): string[] {
  const scopes = schemas.flatMap((sdl) => [...sdl.matchAll(/@requiresScopes\(scopes:\s*(\[[^)]*\])\s*\)/g)]);
  const names = scopes.flatMap(([, list = '']) => [...list.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name));
  return [...new Set(names)].toSorted();
}

/** Permission → role → whether it is held. */
function readTable(markdown: string): Map<string, Map<string, boolean>> {
  const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
  const cells = rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const head = cells.find(([first]) => first === 'permission') ?? [];
  const table = new Map<string, Map<string, boolean>>();
  for (const [first = '', ...held] of cells) {
    const permission = /^`([a-z-]+:[a-z-]+)`$/.exec(first)?.[1];
    if (permission) table.set(permission, new Map(held.map((cell, i) => [head[i + 1] ?? '', cell === 'yes'])));
  }
  return table;
}

async function roleProblems(root: string, table: Map<string, Map<string, boolean>>): Promise<string[]> {
  if (!existsSync(join(root, ROLES))) return [];
  const roles: RolesModule = await import(pathToFileURL(join(root, ROLES)).href);
  return [...table].flatMap(([permission, held]) =>
    roles.ROLES.filter((role) => held.get(titled(role)) !== roles.permissionsOfRole(role).includes(permission)).map(
      (role) => `${DOCUMENT} is wrong about ${permission} of the ${titled(role)}`,
    ),
  );
}

function titled(role: string): string {
  return role.toLowerCase().replaceAll('_', ' ');
}

if (import.meta.main) await report(checkPermissions);
