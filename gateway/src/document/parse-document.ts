import { GraphQLError, parse, type DocumentNode } from 'graphql';
import { RequestRefused } from '../errors/request-refused.ts';

/**
 * The document's syntax tree. Fails with QUERY_INVALID on a syntax error, with QUERY_TOO_COMPLEX as soon as it has
 * more than `maxTokens` tokens, so that the cost of a long text is bounded.
 */
export function parseDocument(text: string, maxTokens: number): DocumentNode {
  try {
    return parse(text, { maxTokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    // graphql-js has no other mark for this failure than its words.
    const tooLong = error.message.includes(`${maxTokens} tokens`);
    throw tooLong
      ? RequestRefused.because('QUERY_TOO_COMPLEX', `the query has more than ${maxTokens} tokens`)
      : RequestRefused.byGraphQL('QUERY_INVALID', [error]);
  }
}
