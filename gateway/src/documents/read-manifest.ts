import { createHash } from 'node:crypto';
import { ConfigurationError } from '@trekker/kit';

/**
 * The documents of a manifest by id: `{ "<id>": "<text>" }` as code generators write it, or the operations of an
 * `apollo-persisted-query-manifest`. Ids that are 64 hexadecimal digits or begin with `sha256:` must be the hash of their text.
 * Fails with a ConfigurationError naming file and id.
 */
export function readManifest(text: string, file: string): ReadonlyMap<string, string> {
  const manifest = parse(text, file);
  const documents = new Map<string, string>();
  for (const [id, document] of entriesOf(manifest)) {
    if (typeof id !== 'string' || typeof document !== 'string') {
      throw new ConfigurationError([`${file} must hold texts by id, got ${JSON.stringify(document)?.slice(0, 40)}`]);
    }
    documents.set(checked(id, document, file), document);
  }
  return documents;
}

function parse(text: string, file: string): Record<string, unknown> {
  try {
    const manifest: unknown = JSON.parse(text);
    if (typeof manifest === 'object' && manifest !== null && !Array.isArray(manifest)) return { ...manifest };
  } catch (failure) {
    throw new ConfigurationError([`${file} cannot be read as JSON: ${(failure as Error).message}`]);
  }
  throw new ConfigurationError([`${file} must be a JSON object`]);
}

function entriesOf(manifest: Record<string, unknown>): (readonly [unknown, unknown])[] {
  if (manifest['format'] !== 'apollo-persisted-query-manifest') return Object.entries(manifest);
  const { operations } = manifest;
  return Array.isArray(operations) ? operations.map(({ id, body }) => [id, body] as const) : [];
}

/** The id under which a document is found. */
function checked(id: string, document: string, file: string): string {
  const [, hash] = /^(?:sha256:)?([0-9a-f]{64})$/u.exec(id) ?? [];
  if (hash === undefined) return id;
  if (createHash('sha256').update(document).digest('hex') === hash) return `sha256:${hash}`;
  throw new ConfigurationError([`${file}: ${id} is not the hash of its document`]);
}
