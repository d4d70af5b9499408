import { Kind, type DocumentNode } from 'graphql';

/** What is sent instead of a document's text: the gateway knows it from the manifest that code generation wrote. */
export interface NamedDocument {
  readonly operationName: string;
  readonly extensions: { readonly persistedQuery: { readonly version: 1; readonly sha256Hash: string } };
}

/** Names a document of `graphql(…)`. Fails for any other, of which the manifest knows nothing. */
export function nameDocument(document: DocumentNode): NamedDocument {
  const { __meta__: meta } = document as { readonly __meta__?: { readonly hash?: string } };
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const operationName = operation && 'name' in operation ? (operation.name?.value ?? '') : '';
  if (meta?.hash === undefined) throw new Error(`the document ${operationName} was not made by code generation`);
  const sha256Hash = meta.hash.replace(/^sha256:/, '');
  return { operationName, extensions: { persistedQuery: { version: 1, sha256Hash } } };
}
