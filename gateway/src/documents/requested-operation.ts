import type { ExplainMode } from '../explain/explain-mode.ts';

/** What a caller sent, whatever it travelled on: a text, the name of one, or both. */
export interface RequestedOperation {
  /** Null when the document is only named. */
  readonly query: string | null;
  /** Id of a document that is known here (GraphQL over HTTP, appendix A), or null. */
  readonly documentId?: string | null;
  /** SHA-256 of the document in hexadecimal digits, as `extensions.persistedQuery` gives it, or null. */
  readonly sha256?: string | null;
  /** Whether `extensions.cost` of the answer is wanted. */
  readonly tellCost?: boolean;
  /** What the answer is to tell of how it comes about; absent: nothing. */
  readonly explain?: ExplainMode | null;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}
