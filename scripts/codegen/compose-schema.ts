import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse, printSchema } from 'graphql';

/** The contract of one subgraph as `schema/<name>.graphql` states it. */
export interface SubgraphSchema {
  /** The subgraph's name: the file's name without `.graphql`. */
  readonly name: string;
  /** The file's text. */
  readonly sdl: string;
}

/** What composing all subgraph schemas gave: two documents, or the reasons why there are none. */
export type Composition =
  | {
      readonly kind: 'composed';
      /** SDL for the gateway: which subgraph answers which field. */
      readonly supergraph: string;
      /** SDL as clients see it. */
      readonly api: string;
      /** Remarks of the composition that are no errors, one line each. */
      readonly hints: readonly string[];
    }
  | { readonly kind: 'failed'; readonly problems: readonly string[] };

/** Composes subgraph schemas into one. Equal input in any order gives equal output. */
export function composeSchema(schemas: readonly SubgraphSchema[]): Composition {
  const sorted = schemas.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const unreadable = sorted.flatMap(syntaxProblems);
  if (unreadable.length) return { kind: 'failed', problems: unreadable };
  const result = composeServices(sorted.map(({ name, sdl }) => ({ name, url: urlOf(name), typeDefs: parse(sdl) })));
  if (result.errors) {
    return { kind: 'failed', problems: result.errors.map((error) => `${errorCode(error)}: ${oneLine(error.message)}`) };
  }
  return {
    kind: 'composed',
    supergraph: withFinalNewline(result.supergraphSdl),
    api: withFinalNewline(printSchema(result.schema.toAPISchema().toGraphQLJSSchema())),
    hints: result.hints
      .filter((hint) => hint.definition.level.name !== 'DEBUG')
      .map((hint) => `${hint.definition.code}: ${oneLine(hint.message)}`),
  };
}

/** Reads every `schema/*.graphql`, sorted by name. */
export async function readSubgraphSchemas(root: string): Promise<SubgraphSchema[]> {
  const folder = join(root, 'schema');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.graphql')).toSorted();
  return Promise.all(
    files.map(async (file) => ({
      name: file.slice(0, -'.graphql'.length),
      sdl: await readFile(join(folder, file), 'utf8'),
    })),
  );
}

/** What the gateway answers itself has the address by which it knows that. */
function urlOf(name: string): string {
  return name === 'gateway' ? 'trekker:gateway' : `http://${name}.subgraph.invalid`;
}

function syntaxProblems({ name, sdl }: SubgraphSchema): string[] {
  try {
    parse(sdl);
    return [];
  } catch (failure) {
    return [`schema/${name}.graphql: ${failure instanceof Error ? failure.message : String(failure)}`];
  }
}

function errorCode(error: { readonly extensions?: Record<string, unknown> }): string {
  return typeof error.extensions?.['code'] === 'string' ? error.extensions['code'] : 'COMPOSITION_ERROR';
}

function oneLine(message: string): string {
  return message.replaceAll(/\s+/g, ' ').trim();
}

function withFinalNewline(sdl: string): string {
  return `${sdl.trimEnd()}\n`;
}
