import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { generate, loadCodegenConfig } from '@graphql-codegen/cli';
import type { SubgraphSchema } from './compose-schema.ts';
import { idOfDocument, writeManifest } from './trusted-documents.ts';
import { rowMappers } from './row-mappers.ts';

type CodegenConfig = Exclude<Parameters<typeof generate>[0], { getConfig: unknown }>;
type Target = CodegenConfig['generates'][string];

/**
 * Generates every target of codegen.yml and returns the files written or left as they were. Fails with the generator's
 * message, for example for a document that asks for a field the schema does not have.
 */
export async function generateTypes(root: string, schemas: readonly SubgraphSchema[]): Promise<string[]> {
  const { config } = await loadCodegenConfig({ configFilePath: join(root, 'codegen.yml') });
  const generates = await expandTargets(root, config.generates, schemas);
  const files: { filename: string }[] = await generate(
    { ...config, generates, cwd: root, silent: true, errorsOnly: true, ignoreNoDocuments: true },
    true,
  );
  for (const [path, target] of Object.entries(config.generates)) {
    if (hasDocuments(target)) await writeManifest(join(root, path));
  }
  return files.map(({ filename }) => filename);
}

/** Replaces each target named `{subgraph}` by one per subgraph that has both a folder and a schema. */
async function expandTargets(
  root: string,
  targets: Readonly<Record<string, Target>>,
  schemas: readonly SubgraphSchema[],
): Promise<Record<string, Target>> {
  const folders = existsSync(join(root, 'subgraphs')) ? await readdir(join(root, 'subgraphs')) : [];
  const subgraphs = schemas.filter(({ name }) => folders.includes(name));
  const expanded: Record<string, Target> = {};
  for (const [path, target] of Object.entries(targets)) {
    if (!path.includes('{subgraph}')) {
      expanded[path] = hasDocuments(target) ? withDocumentIds(target) : target;
      continue;
    }
    for (const { name, sdl } of subgraphs) {
      const own = JSON.parse(JSON.stringify(target).replaceAll('{subgraph}', name));
      const mappers = await rowMappers(join(root, 'subgraphs', name), sdl);
      expanded[path.replaceAll('{subgraph}', name)] = { ...own, config: { ...own.config, mappers } };
    }
  }
  return expanded;
}

/** A target whose documents are known to the gateway by their ids. */
type DocumentsTarget = Exclude<Target, readonly unknown[]> & {
  readonly presetConfig: Readonly<Record<string, unknown>>;
};

function hasDocuments(target: Target): target is DocumentsTarget {
  return !Array.isArray(target) && 'presetConfig' in target && target.presetConfig?.['persistedDocuments'] === true;
}

function withDocumentIds(target: DocumentsTarget): Target {
  return { ...target, presetConfig: { ...target.presetConfig, persistedDocuments: { hashAlgorithm: idOfDocument } } };
}
