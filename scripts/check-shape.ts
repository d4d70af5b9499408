import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { report } from './check/report.ts';
import { resolverPathProblems } from './check/resolver-paths.ts';
import { readManifest, workspaceFolders } from './check/workspaces.ts';

const TOP = ['README.md', 'migrations', 'package.json', 'src', 'test', 'tsconfig.json', 'turbo.json'];
const SRC = [
  'actions',
  'config.ts',
  'context.ts',
  'db',
  'domain',
  'events.ts',
  'index.ts',
  'main.ts',
  'resolvers',
  'workers',
];
const UNCOMPARED = new Set(['node_modules', '__generated__', '.turbo']);
const MAIN_LINES = 40;

/** Whether all folders of `subgraphs/` have the one shape DESIGN §4 gives them, and agree with each other. */
export async function checkShape(root: string): Promise<string[]> {
  const names = (await readdir(join(root, 'subgraphs'))).toSorted();
  const problems: string[] = [];
  for (const name of names) {
    const folder = `subgraphs/${name}`;
    problems.push(
      ...(await compareEntries(root, folder, TOP)),
      ...(await compareEntries(root, `${folder}/src`, SRC)),
      ...(await mainProblems(root, folder)),
      ...(await resolverPathProblems(root, name)),
    );
    if (!existsSync(join(root, 'schema', `${name}.graphql`))) problems.push(`${folder} has no schema/${name}.graphql`);
  }
  return [...problems, ...(await siblingProblems(root, names)), ...(await versionProblems(root))];
}

async function compareEntries(root: string, folder: string, expected: readonly string[]): Promise<string[]> {
  const found = (await readdir(join(root, folder)).catch(() => [])).filter((entry) => !UNCOMPARED.has(entry));
  const missing = expected.filter((entry) => !found.includes(entry)).map((entry) => `${folder} lacks ${entry}`);
  const extra = found.filter((entry) => !expected.includes(entry) && !testOf(entry, expected));
  return [...missing, ...extra.map((entry) => `${folder} has ${entry}, which its siblings do not have`)];
}

/** Unit tests lie beside their subject: `config.test.ts` is no entry of its own. */
function testOf(entry: string, expected: readonly string[]): boolean {
  return entry.endsWith('.test.ts') && expected.includes(entry.replace('.test.ts', '.ts'));
}

async function mainProblems(root: string, folder: string): Promise<string[]> {
  const main = await readFile(join(root, folder, 'src/main.ts'), 'utf8').catch(() => '');
  const lines = main.trimEnd().split('\n').length;
  return lines > MAIN_LINES ? [`${folder}/src/main.ts has ${lines} lines, more than ${MAIN_LINES}`] : [];
}

async function siblingProblems(root: string, [first, ...others]: readonly string[]): Promise<string[]> {
  if (first === undefined) return [];
  const expected = await fingerprints(root, first);
  const problems: string[] = [];
  for (const name of others) {
    for (const [what, text] of Object.entries(await fingerprints(root, name))) {
      if (text !== expected[what]) problems.push(`subgraphs/${name}: ${what} differ from those of subgraphs/${first}`);
    }
  }
  return problems;
}

/** What must read the same in every subgraph. */
async function fingerprints(root: string, name: string): Promise<Record<string, string>> {
  const folder = join(root, 'subgraphs', name);
  const manifest = await readManifest(join(folder, 'package.json'));
  const { name: packageName, scripts, version, license } = manifest;
  // What tests of other workspaces may use is each subgraph's own matter.
  const exports = Object.entries(manifest.exports ?? {}).filter(([path]) => path !== './testing');
  return {
    'keys of package.json': Object.keys(manifest).join(' '),
    'name, version, licence, exports and scripts of package.json': JSON.stringify({
      namedAfterFolder: packageName === `@trekker/${name}`,
      version,
      license,
      exports,
      scripts,
    }),
    'settings of tsconfig.json': await withoutSpaces(join(folder, 'tsconfig.json')),
    'settings of turbo.json': await withoutSpaces(join(folder, 'turbo.json')),
  };
}

async function withoutSpaces(path: string): Promise<string> {
  return (await readFile(path, 'utf8').catch(() => '')).replaceAll(/\s+/g, '');
}

/** A package used by several workspaces has one version. */
async function versionProblems(root: string): Promise<string[]> {
  const seen = new Map<string, { version: string; folder: string }>();
  const problems: string[] = [];
  for (const folder of await workspaceFolders(root)) {
    const { dependencies, devDependencies } = await readManifest(join(root, folder, 'package.json'));
    for (const [name, version] of Object.entries({ ...devDependencies, ...dependencies })) {
      const before = seen.get(name);
      if (!before) seen.set(name, { version, folder });
      else if (before.version !== version) {
        problems.push(`${folder} wants ${name} ${version}, but ${before.folder} wants ${before.version}`);
      }
    }
  }
  return problems;
}

if (import.meta.main) await report(checkShape);
