import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Option } from '../../packages/kit/src/config/options.ts';

/** The options one `config.ts` declares. */
export interface OptionSet {
  /** Path of the file, relative to the root. */
  readonly source: string;
  readonly options: readonly Option<unknown>[];
}

const SOURCES = [
  'packages/stack/src/config.ts',
  'gateway/src/config.ts',
  'subgraphs/*/src/config.ts',
  'web/server/config.ts',
];

/**
 * Imports each service's `config.ts` and gathers what it exports as `<name>Options`. An option several services share is
 * listed with the first. Fails when two options of one name differ.
 */
export async function readOptionSets(root: string): Promise<OptionSet[]> {
  const seen = new Map<string, Option<unknown>>();
  const sets: OptionSet[] = [];
  for (const source of SOURCES.flatMap((pattern) => globSync(pattern, { cwd: root }).toSorted())) {
    const exported: Record<string, unknown> = await import(pathToFileURL(join(root, source)).href);
    const declared = Object.entries(exported).flatMap(([name, value]) =>
      name.endsWith('Options') ? optionsOf(value) : [],
    );
    const options = declared.filter((option) => isNew(seen, option, source));
    if (options.length) sets.push({ source, options });
  }
  return sets;
}

function isNew(seen: Map<string, Option<unknown>>, option: Option<unknown>, source: string): boolean {
  const before = seen.get(option.env);
  seen.set(option.env, option);
  if (!before) return true;
  if (JSON.stringify(before) === JSON.stringify(option)) return false;
  throw new Error(`${source} declares ${option.env} differently from another config.ts; share one option`);
}

function optionsOf(value: unknown): Option<unknown>[] {
  return value !== null && typeof value === 'object' ? Object.values(value).filter(isOption) : [];
}

function isOption(value: unknown): value is Option<unknown> {
  return value !== null && typeof value === 'object' && 'env' in value && 'type' in value && 'doc' in value;
}
