import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { report } from './check/report.ts';

/** One package as package-lock.json records it. */
interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

type LockedPackages = Readonly<Record<string, LockedPackage>>;

/**
 * Whether `npm ci` can install from the lock on any platform: it fits the manifests, no platform package is missing
 * (npm drops those silently when a registry lacks them, and `npm ci` then fails elsewhere), and no address of a
 * registry is written into it.
 */
export async function checkLock(root: string): Promise<string[]> {
  const { packages }: { packages: LockedPackages } = JSON.parse(
    await readFile(join(root, 'package-lock.json'), 'utf8'),
  );
  return [...missingOptionalPackages(packages), ...registryAddresses(packages), ...(await dryRun(root))];
}

/** Optional dependencies no package entry satisfies, looked up in the folders above as Node would. */
export function missingOptionalPackages(packages: LockedPackages): string[] {
  const problems: string[] = [];
  for (const [path, { optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      const version = resolvedVersion(packages, path, name);
      if (version !== undefined && satisfies(version, range)) continue;
      const found = version === undefined ? 'has no entry for it' : `has ${version}`;
      problems.push(`${path || 'package.json'} wants ${name} ${range}, but the lock ${found}`);
    }
  }
  return problems;
}

function resolvedVersion(packages: LockedPackages, path: string, name: string): string | undefined {
  const parts = path === '' ? [] : path.split('/');
  for (let depth = parts.length; depth >= 0; depth--) {
    if (parts[depth - 1] === 'node_modules') continue;
    const found = packages[[...parts.slice(0, depth), 'node_modules', name].join('/')];
    if (found) return found.version;
  }
  return undefined;
}

/** Exact versions, `^` and `~`; any other range counts as unsatisfied, so that nobody relies on a guess. */
export function satisfies(version: string, range: string): boolean {
  if (version === range) return true;
  const wanted = /^([\^~])(\d+)\.(\d+)\.(\d+)$/.exec(range)?.slice(1);
  const given = /^(\d+)\.(\d+)\.(\d+)$/.exec(version)?.slice(1).map(Number);
  if (!wanted || !given) return false;
  const [kind, ...numbers] = wanted;
  const least = numbers.map(Number);
  const firstSignificant = least.findIndex((number) => number > 0);
  const fixed = kind === '~' ? 2 : (firstSignificant === -1 ? 2 : firstSignificant) + 1;
  return least.slice(0, fixed).every((number, i) => given[i] === number) && compare(given, least) >= 0;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const difference = a.findIndex((number, i) => number !== b[i]);
  return difference === -1 ? 0 : (a[difference] ?? 0) - (b[difference] ?? 0);
}

function registryAddresses(packages: LockedPackages): string[] {
  return Object.entries(packages)
    .filter(([, { resolved = '' }]) => /^https?:/.test(resolved))
    .map(([path]) => `package-lock.json names the registry ${path} came from; .npmrc should omit it`);
}

async function dryRun(root: string): Promise<string[]> {
  try {
    await promisify(execFile)('npm', ['ci', '--dry-run', '--ignore-scripts', '--prefer-offline'], { cwd: root });
    return [];
  } catch (failure) {
    const text = failure instanceof Error && 'stderr' in failure ? String(failure.stderr) : String(failure);
    return text.split('\n').filter((line) => /^npm error (?!A complete log|\s*$)/.test(line));
  }
}

if (import.meta.main) await report(checkLock);
