import { join } from 'node:path';
import { checkDocRefs } from './check-doc-refs.ts';
import { checkLock } from './check-lock.ts';
import { checkPermissions } from './check-permissions.ts';
import { checkShape } from './check-shape.ts';
import { checkWords } from './check-words.ts';
import { command, runSteps, type Step } from './check/run-steps.ts';
import { codegen } from './codegen.ts';
import { CONFIGURATION, updateConfigurationDocument } from './config-docs.ts';

const root = join(import.meta.dirname, '..');

/** Comes first: the types of services and web app need what it generates. */
const first: Step[] = [{ name: 'codegen', run: () => checkCodegen(root) }];

/** Longest first, two at a time. */
const others: Step[] = [
  command('lint', 'oxlint', ['--type-aware', '--quiet', '.']),
  // All services at once: what they share is read once.
  command('types', 'tsc', ['--noEmit', '-p', '.']),
  command('types of the web app', 'tsc', ['--noEmit', '-p', 'web']),
  { name: 'lock', run: () => checkLock(root) },
  command('boundaries', 'turbo', ['boundaries']),
  command('format', 'oxfmt', ['--check', '.']),
  command('unused files', 'knip', ['--include', 'files,unresolved', '--no-progress']),
  { name: 'configuration', run: () => checkConfiguration(root) },
  { name: 'shape', run: () => checkShape(root) },
  { name: 'document references', run: () => checkDocRefs(root) },
  { name: 'permissions', run: () => checkPermissions(root) },
  { name: 'words', run: () => checkWords(root) },
];

async function checkCodegen(folder: string): Promise<readonly string[]> {
  const { problems, changed } = await codegen(folder, { write: false });
  return [
    ...problems,
    ...changed.map((path) => `${path} is not what the schema gives: run npm run codegen, commit it`),
  ];
}

async function checkConfiguration(folder: string): Promise<readonly string[]> {
  const stale = await updateConfigurationDocument(folder, { write: false });
  return stale ? [`${CONFIGURATION} is not what the config.ts files say: run npm run codegen, commit it`] : [];
}

const startedAt = performance.now();
const failed = [
  ...(await runSteps(first, { root, concurrency: 1 })),
  ...(await runSteps(others, { root, concurrency: 2 })),
];
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
const total = first.length + others.length;
console.log(
  failed.length
    ? `\n${failed.length} of ${total} checks failed in ${seconds} s: ${failed.join(', ')}`
    : `\nall ${total} checks passed in ${seconds} s`,
);
process.exitCode = failed.length ? 1 : 0;
