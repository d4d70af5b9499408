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
  'packages/kit/src/config.ts',
  'gateway/src/config.ts',
  'subgraphs/*/src/config.ts',
  'web/server/config.ts',
];

/**
 * Imports each service's `config.ts` and gathers what it exports as `<name>Options`. Services may share an option, each
 * saying what it does there; fails when they do not agree on allowed values and default.
 */
export async function readOptionSets(root: string): Promise<OptionSet[]> {
  const seen = new Map<string, { terms: string; source: string }>();
  const sets: OptionSet[] = [];
  for (const source of SOURCES.flatMap((pattern) => globSync(pattern, { cwd: root }).toSorted())) {
    const exported: Record<string, unknown> = await import(pathToFileURL(join(root, source)).href);
    const options = Object.entries(exported).flatMap(([name, value]) =>
      name.endsWith('Options') ? optionsOf(value) : [],
    );
    for (const { env, type, default: value } of options) {
      const terms = JSON.stringify([type.describes, value]);
      const before = seen.get(env);
      if (before && before.terms !== terms) throw new Error(`${env} differs between ${before.source} and ${source}`);
      seen.set(env, { terms, source });
    }
    if (options.length) sets.push({ source, options });
  }
  return sets;
}

function optionsOf(value: unknown): Option<unknown>[] {
  return value !== null && typeof value === 'object' ? Object.values(value).filter(isOption) : [];
}

function isOption(value: unknown): value is Option<unknown> {
  return value !== null && typeof value === 'object' && 'env' in value && 'type' in value && 'doc' in value;
}
