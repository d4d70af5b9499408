import { createHash } from 'node:crypto';
import type { GatewayConfig } from '../config.ts';
import { Lru } from '../document/lru.ts';
import { RequestRefused } from '../errors/request-refused.ts';
import type { RequestedOperation } from './requested-operation.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/** A text to run, and what to do once it proved to be admissible. */
export interface FoundDocument {
  readonly query: string;
  /** Keeps a text that came with its hash, so that the hash alone is enough from then on; does nothing for others. */
  readonly keep: () => void;
}

/** The settings a store heeds. */
export type DocumentSettings = Pick<
  GatewayConfig,
  'trustedDocuments' | 'persistedQueries' | 'persistedQueryEntries' | 'persistedQueryWeight'
>;

/**
 * Finds the text that a request names: in the manifest of trusted documents, and among texts that callers sent together
 * with their hash before (automatic persisted queries).
 */
export class DocumentStore {
  readonly #settings: DocumentSettings;
  readonly #trusted: TrustedDocuments;
  readonly #persisted: Lru<string>;

  constructor(settings: DocumentSettings, trusted: TrustedDocuments) {
    this.#settings = settings;
    this.#trusted = trusted;
    this.#persisted = new Lru({ entries: settings.persistedQueryEntries, weight: settings.persistedQueryWeight });
  }

  /**
   * Fails with PERSISTED_QUERY_NOT_FOUND for an unknown name, with INVALID_INPUT for a hash that is not that of the text,
   * with FORBIDDEN for a text of the caller's own where only trusted documents are run.
   */
  async find(request: RequestedOperation): Promise<FoundDocument> {
    const { query, documentId = null, sha256 = null } = request;
    const id = documentId ?? (sha256 === null ? null : `sha256:${sha256}`);
    const trusted = await this.#trustedText(id);
    // The id alone decides what runs; a text beside it must not make another of it.
    if (trusted !== undefined && (query === null || query === trusted)) return { query: trusted, keep: NOTHING };
    if (this.#settings.trustedDocuments === 'only') throw onlyTrusted(id, query);
    if (query !== null) return this.#given(query, { documentId, sha256 });
    return { query: this.#kept(sha256) ?? refuse(id), keep: NOTHING };
  }

  async #trustedText(id: string | null): Promise<string | undefined> {
    return id === null || this.#settings.trustedDocuments === 'off' ? undefined : this.#trusted.find(id);
  }

  #kept(sha256: string | null): string | undefined {
    return sha256 !== null && this.#settings.persistedQueries ? this.#persisted.get(sha256) : undefined;
  }

  #given(query: string, { documentId, sha256 }: { documentId: string | null; sha256: string | null }): FoundDocument {
    if (documentId !== null) throw RequestRefused.because('INVALID_INPUT', 'send either query or documentId, not both');
    if (sha256 === null) return { query, keep: NOTHING };
    if (createHash('sha256').update(query).digest('hex') !== sha256) {
      throw RequestRefused.because(
        'INVALID_INPUT',
        'extensions.persistedQuery.sha256Hash is not the hash of the query',
      );
    }
    const keep = () => this.#persisted.set(sha256, query, query.length);
    return { query, keep: this.#settings.persistedQueries ? keep : NOTHING };
  }
}

const NOTHING = (): void => {};

function refuse(id: string | null): never {
  if (id === null) throw RequestRefused.because('QUERY_INVALID', 'query must be a string, got nothing');
  // Clients of automatic persisted queries look for this very word and send the text with the hash.
  throw RequestRefused.because('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
}

function onlyTrusted(id: string | null, query: string | null): RequestRefused {
  return query === null && id !== null
    ? RequestRefused.because('PERSISTED_QUERY_NOT_FOUND', 'there is no document of this id among the trusted ones')
    : RequestRefused.because('FORBIDDEN', 'only trusted documents are run here; send the documentId of one');
}
