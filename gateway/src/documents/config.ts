import { flag, integer, oneOf, text, type Options } from '@trekker/kit';

/** Documents that callers name instead of sending them. */
export const documentOptions = {
  trustedDocuments: {
    env: 'TREKKER_GATEWAY_TRUSTED_DOCUMENTS',
    type: oneOf('off', 'allow', 'only'),
    default: 'allow',
    doc: 'Whether callers may name a document of the manifests by its id instead of sending it; with `only` nothing else is run, GraphiQL and partners included, and other documents are refused with FORBIDDEN.',
  },
  trustedDocumentFiles: {
    env: 'TREKKER_GATEWAY_TRUSTED_DOCUMENT_FILES',
    type: text,
    default: '',
    doc: 'Manifests of trusted documents, separated by commas, read again when they change; absent: that of the web app. JSON of texts by id, or an apollo-persisted-query-manifest.',
  },
  persistedQueries: {
    env: 'TREKKER_GATEWAY_PERSISTED_QUERIES',
    type: flag,
    default: true,
    doc: 'Whether a document that came with its hash in `extensions.persistedQuery` is kept, so that the hash alone is enough from then on (automatic persisted queries).',
  },
  persistedQueryEntries: {
    env: 'TREKKER_GATEWAY_PERSISTED_QUERY_ENTRIES',
    type: integer({ min: 1, max: 1_000_000 }),
    default: 10_000,
    doc: 'How many such documents are kept; the one unused for longest leaves first.',
  },
  persistedQueryWeight: {
    env: 'TREKKER_GATEWAY_PERSISTED_QUERY_WEIGHT',
    type: integer({ min: 10_000, max: 1_000_000_000 }),
    default: 8_000_000,
    doc: 'Largest sum of characters of such documents.',
  },
} as const satisfies Options;
