import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Exchange } from '../http/graphql-handler.ts';
import type { Handler } from '../http/http-server.ts';
import { readExamples, type Example } from './examples.ts';

/** Nothing comes from elsewhere, and nobody may frame it; the editor styles itself and runs workers. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** GraphiQL and its parts, all from this process. They weigh 9 MB and are loaded when first asked for. `examples` are offered to whoever opens it; absent: ours. */
export function graphiqlRoutes(examples: () => Promise<readonly Example[]> = readExamples): [string, Handler][] {
  const bundled = (name: 'js' | 'css' | 'editorWorkerService' | 'jsonWorker' | 'graphqlWorker') => async () =>
    (await import('@graphql-yoga/render-graphiql/graphiql'))[name];
  return [
    ['/graphiql', asset('text/html', own('page.html'))],
    ['/graphiql/start.js', asset('text/javascript', () => startScript(examples))],
    ['/graphiql/explain.js', asset('text/javascript', own('explain.js'))],
    ['/graphiql/workers.js', asset('text/javascript', own('workers.js'))],
    ['/graphiql/graphiql.js', asset('text/javascript', bundled('js'))],
    ['/graphiql/graphiql.css', asset('text/css', bundled('css'))],
    ['/graphiql/worker-editorWorkerService.js', asset('text/javascript', bundled('editorWorkerService'))],
    ['/graphiql/worker-json.js', asset('text/javascript', bundled('jsonWorker'))],
    ['/graphiql/worker-graphql.js', asset('text/javascript', bundled('graphqlWorker'))],
  ];
}

function own(file: string): () => Promise<string> {
  return () => readFile(new URL(file, import.meta.url), 'utf8');
}

async function startScript(examples: () => Promise<readonly Example[]>): Promise<string> {
  return `const EXAMPLES = ${JSON.stringify(await examples())};\n${await own('start.js')()}`;
}

interface Content {
  readonly body: Buffer;
  readonly etag: string;
}

function asset(type: string, load: () => Promise<string>): Handler {
  let content: Promise<Content> | undefined;
  return async ({ request, response }: Exchange) => {
    const { body, etag } = await (content ??= load().then(withEtag));
    response.setHeader('content-security-policy', CONTENT_SECURITY_POLICY);
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cache-control', 'no-cache');
    response.setHeader('etag', etag);
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304).end();
      return;
    }
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
}

function withEtag(text: string): Content {
  const body = Buffer.from(text);
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}
