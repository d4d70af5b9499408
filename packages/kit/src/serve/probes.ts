import type { ProcessMetrics } from '../metrics.ts';
import type { Call } from './call.ts';

/** Answers `/healthz`, `/readyz` and `/metrics`; false when the call asks for something else. */
export async function answerProbe(
  { incoming, outgoing }: Call,
  { ready, metrics }: { ready: () => Promise<string | null>; metrics: ProcessMetrics },
): Promise<boolean> {
  if (incoming.method !== 'GET') return false;
  switch (incoming.url ?? '') {
    case '/healthz':
      outgoing.end('ok\n');
      return true;
    case '/readyz': {
      const reason = await ready();
      outgoing.writeHead(reason === null ? 200 : 503).end(`${reason ?? 'ready'}\n`);
      return true;
    }
    case '/metrics': {
      const { contentType, body } = await metrics.text();
      outgoing.writeHead(200, { 'content-type': contentType }).end(body);
      return true;
    }
    default:
      return false;
  }
}
