import { recommendedRules, specifiedRules, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { RequestRefused } from '../errors/request-refused.ts';

/** Few, so that a hostile document is not answered with a long one. */
const MAX_ERRORS = 5;
const RULES = [...new Set([...specifiedRules, ...recommendedRules])];

/** Fails with QUERY_INVALID when the document breaks a rule of GraphQL or of the schema. Never suggests names. */
export function validateDocument(schema: GraphQLSchema, document: DocumentNode): void {
  const errors = validate(schema, document, RULES, { maxErrors: MAX_ERRORS, hideSuggestions: true });
  if (errors.length > 0) throw RequestRefused.byGraphQL('QUERY_INVALID', errors.slice(0, MAX_ERRORS));
}
