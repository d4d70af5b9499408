import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { composeSchema, readSubgraphSchemas } from './codegen/compose-schema.ts';
import { generateDocumentTexts } from './codegen/document-texts.ts';
import { generateTypes } from './codegen/generate-types.ts';
import { lintSchema } from './codegen/lint-schema.ts';
import { updateConfigurationDocument, CONFIGURATION } from './config-docs.ts';

const GENERATED = 'schema/__generated__';

/** What one run of the code generation did. */
export interface CodegenResult {
  /** Reasons why nothing, or not everything, was generated; empty when all went well. */
  readonly problems: readonly string[];
  /** Remarks of the composition. */
  readonly hints: readonly string[];
  /** Committed files whose text differed from what the schema now gives, relative to the root. */
  readonly changed: readonly string[];
}

/**
 * Composes `schema/*.graphql` into the committed supergraph and API schema, then generates what codegen.yml lists and
 * the texts of documents the web app shows.
 * `write: false` leaves the committed files alone and only tells which are not fresh.
 */
export async function codegen(root: string, { write }: { write: boolean }): Promise<CodegenResult> {
  const schemas = await readSubgraphSchemas(root);
  const composition = composeSchema(schemas);
  if (composition.kind === 'failed') return { problems: composition.problems, hints: [], changed: [] };
  const { hints } = composition;
  const problems = schemas.flatMap(({ name, sdl }) => lintSchema(sdl).map((problem) => `${name}.graphql: ${problem}`));
  const committed = { 'supergraph.graphql': composition.supergraph, 'api.graphql': composition.api };
  const changed: string[] = [];
  for (const [file, text] of Object.entries(committed)) {
    const path = `${GENERATED}/${file}`;
    if ((await readFile(join(root, path), 'utf8').catch(() => '')) === text) continue;
    changed.push(path);
    if (write) await save(join(root, path), text);
  }
  try {
    await generateTypes(root, schemas);
    await generateDocumentTexts(root);
  } catch (failure) {
    problems.push(failure instanceof Error ? failure.message : String(failure));
  }
  return { problems, hints, changed };
}

async function save(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

if (import.meta.main) {
  const startedAt = performance.now();
  const root = join(import.meta.dirname, '..');
  // The document of options is one of those the web app shows.
  const documented = await updateConfigurationDocument(root, { write: true });
  const { problems, hints, changed } = await codegen(root, { write: true });
  // Whoever only wants to start the product hears of problems and of nothing else.
  const say = process.argv.includes('--quiet') ? () => {} : (line: string) => console.log(line);
  for (const hint of hints) say(`hint     ${hint}`);
  for (const path of documented ? [...changed, CONFIGURATION] : changed) say(`written  ${path}`);
  for (const problem of problems) console.error(`problem  ${problem}`);
  say(`codegen ${problems.length ? 'failed' : 'done'} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  process.exitCode = problems.length ? 1 : 0;
}
