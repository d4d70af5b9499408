import type { IncomingMessage } from 'node:http';
import { JsonTooLarge, parseJsonInTurns } from '@trekker/kit';
import type { RequestedOperation } from '../documents/requested-operation.ts';
import { explainModeOf, type ExplainMode } from '../explain/explain-mode.ts';
import { HttpRefused } from './http-refused.ts';
import { readBody, type BodyLimits } from './read-body.ts';

/** Most values that a body may hold: each takes many times its text in memory. */
const MOST_VALUES = 4_000_000;

/**
 * The GraphQL request of a POST. (GraphQL over HTTP, 5.4)
 * Fails with 415 unless it is JSON in UTF-8, with 400 when a parameter has the wrong type, with 413 when it is too large.
 */
export async function postParameters(request: IncomingMessage, limits: BodyLimits): Promise<RequestedOperation> {
  requireJson(request.headers['content-type']);
  return parametersOf(await parseBody(await readBody(request, limits)));
}

/** The GraphQL request of a GET: parameters in the query string, `variables` and `extensions` as JSON. */
export function getParameters(parameters: URLSearchParams): RequestedOperation {
  const plain = (name: string) => parameters.get(name);
  const json = (name: string) => parseJson(plain(name) ?? 'null', name);
  return parametersOf({
    query: plain('query'),
    documentId: plain('documentId'),
    operationName: plain('operationName'),
    variables: json('variables'),
    extensions: json('extensions'),
  });
}

/** The parameters of a request that came as JSON. Fails with 400 naming the one that is wrong. */
export function parametersOf(given: unknown): RequestedOperation {
  if (Array.isArray(given)) throw new HttpRefused(400, 'batches are not accepted; send one request at a time');
  if (!isRecord(given)) throw new HttpRefused(400, 'a request must be a JSON object');
  const documentId = text(given, 'documentId');
  const extensions = record(given, 'extensions');
  const sha256 = hashIn(extensions);
  const isNamed = documentId !== null || sha256 !== null;
  const query = text(given, 'query');
  if (query === null && !isNamed) throw wrong('query', 'a string', given['query']);
  const operationName = text(given, 'operationName');
  const tellCost = extensions['cost'] === true;
  const explain = explainIn(extensions['explain'], 'extensions.explain');
  // The client of graphql-ws sends no request without a text: it names a document beside an empty one.
  return {
    query: isNamed && query === '' ? null : query,
    documentId,
    sha256,
    tellCost,
    explain,
    operationName,
    variables: record(given, 'variables'),
  };
}

/** How an operation is to be explained. Fails with 400 naming where it was said when it is neither of the modes. */
export function explainIn(value: unknown, where: string): ExplainMode | null {
  if (value === undefined || value === null) return null;
  const mode = explainModeOf(value);
  if (mode) return mode;
  const given = JSON.stringify(value).slice(0, 40);
  throw new HttpRefused(400, `${where} must be plan or trace, got ${given}`, { code: 'INVALID_INPUT' });
}

/** The hash of automatic persisted queries, in lower case. */
function hashIn({ persistedQuery }: Record<string, unknown>): string | null {
  if (persistedQuery === undefined || persistedQuery === null) return null;
  const { version, sha256Hash } = isRecord(persistedQuery) ? persistedQuery : {};
  if (version !== 1 || typeof sha256Hash !== 'string' || !/^[0-9a-f]{64}$/iu.test(sha256Hash)) {
    throw new HttpRefused(
      400,
      'extensions.persistedQuery must have version 1 and a sha256Hash of 64 hexadecimal digits',
    );
  }
  return sha256Hash.toLowerCase();
}

function text(given: Record<string, unknown>, name: string): string | null {
  const value = given[name] ?? null;
  if (value !== null && typeof value !== 'string') throw wrong(name, 'a string', value);
  return value;
}

function record(given: Record<string, unknown>, name: string): Record<string, unknown> {
  const value = given[name] ?? {};
  if (!isRecord(value)) throw wrong(name, 'an object', value);
  return value;
}

function requireJson(contentType: string | undefined): void {
  const [type, ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  if (type !== 'application/json') {
    throw new HttpRefused(415, `content-type must be application/json, got ${JSON.stringify(contentType ?? null)}`);
  }
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  if (charset !== undefined && charset.replaceAll('"', '') !== 'utf-8') {
    throw new HttpRefused(415, `the charset must be utf-8, got ${JSON.stringify(charset.slice(0, 40))}`);
  }
}

/** Large bodies are parsed in turns with everybody else's requests. */
async function parseBody(body: string): Promise<unknown> {
  try {
    return await parseJsonInTurns(body, { mostValues: MOST_VALUES });
  } catch (failure) {
    if (failure instanceof JsonTooLarge) {
      throw new HttpRefused(400, `the body ${failure.message}`, { code: 'INVALID_INPUT' });
    }
    throw new HttpRefused(400, 'the body must be valid JSON');
  }
}

function parseJson(json: string, what: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new HttpRefused(400, `${what} must be valid JSON`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(name: string, expected: string, got: unknown): HttpRefused {
  const kind = Array.isArray(got) ? 'a list' : got === undefined ? 'nothing' : `a ${typeof got}`;
  return new HttpRefused(400, `${name} must be ${expected}, got ${kind}`);
}
