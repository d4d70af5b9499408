import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Kind, parse, stripIgnoredCharacters, print, visit, type ASTNode, type SelectionSetNode } from 'graphql';

const MANIFEST = 'persisted-documents.json';

/** The name under which the gateway knows a document: the hash of what it runs. (GraphQL over HTTP, appendix A) */
export function idOfDocument(text: string): string {
  return `sha256:${createHash('sha256').update(trustedDocument(text)).digest('hex')}`;
}

/**
 * What is run for a document of the web app: it also asks for the type of every object, as the cache of its client does
 * with each document it is given (`formatDocument` of @urql/core).
 */
export function trustedDocument(text: string): string {
  const withTypename = <N extends ASTNode & { readonly selectionSet?: SelectionSetNode | undefined }>(
    node: N,
  ): N | undefined => {
    const selections = node.selectionSet?.selections;
    if (!selections || selections.some((each) => each.kind === Kind.FIELD && each.name.value === '__typename'))
      return undefined;
    return { ...node, selectionSet: { ...node.selectionSet, selections: [...selections, TYPENAME] } };
  };
  return stripIgnoredCharacters(print(visit(parse(text), { Field: withTypename, InlineFragment: withTypename })));
}

const TYPENAME = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;

/** Makes the manifest that the generator wrote into one of what is run. Does nothing where there is none. */
export async function writeManifest(folder: string): Promise<void> {
  const file = join(folder, MANIFEST);
  const written = await readFile(file, 'utf8').catch(() => null);
  if (written === null) return;
  const documents = Object.entries(JSON.parse(written) as Record<string, string>);
  const trusted = Object.fromEntries(documents.map(([id, text]) => [id, trustedDocument(text)]));
  await writeFile(file, `${JSON.stringify(trusted, null, 2)}\n`);
}
