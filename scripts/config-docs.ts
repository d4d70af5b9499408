import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readOptionSets, type OptionSet } from './config-docs/option-sets.ts';

/** The generated document, relative to the root. */
export const CONFIGURATION = 'docs/configuration.md';

/** The text of `docs/configuration.md`: every option of every `config.ts`, a table per service. */
export function configurationDocument(sets: readonly OptionSet[]): string {
  const intro = [
    '# Configuration',
    '',
    'Every option is an environment variable. All have defaults that work on a laptop; a bad value stops the process,',
    'which then lists every problem. Generated from the `config.ts` of each service by `npm run codegen`.',
  ];
  const sections = sets.map(({ source, options }) =>
    [
      '',
      `## ${source.replace(/\/(src|server)\/config\.ts$/, '')}`,
      '',
      '| variable | allowed | default | meaning |',
      '| --- | --- | --- | --- |',
      ...options.map(
        ({ env, type, default: value, doc, secret }) =>
          `| \`${env}\` | ${cell(type.describes)} | ${secret ? 'secret' : defaultCell(value)} | ${cell(doc)} |`,
      ),
    ].join('\n'),
  );
  return `${[...intro, ...sections].join('\n')}\n`;
}

/** Writes the document, or with `write: false` only tells whether it is fresh. Returns whether its text changed. */
export async function updateConfigurationDocument(root: string, { write }: { write: boolean }): Promise<boolean> {
  const text = configurationDocument(await readOptionSets(root));
  const path = join(root, CONFIGURATION);
  const present = existsSync(path) ? await readFile(path, 'utf8') : '';
  if (present === text) return false;
  if (write) await writeFile(path, text);
  return true;
}

function defaultCell(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none';
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
}

if (import.meta.main) {
  const changed = await updateConfigurationDocument(join(import.meta.dirname, '..'), { write: true });
  console.log(changed ? `written  ${CONFIGURATION}` : `${CONFIGURATION} is fresh`);
}
