import type { Metrics } from '../metrics.ts';
import type { Handler } from './http-server.ts';
import { sendText } from './reply.ts';

const PLAIN = 'text/plain; charset=utf-8';

/** `/healthz`: the process is alive and its event loop turns. */
export const health: Handler = ({ response }) => sendText(response, 200, { type: PLAIN, body: 'ok\n' });

/**
 * `/readyz`: 200 when requests can be answered, else 503 with the reason. Further lines name what is wrong although the
 * part it belongs to works.
 */
export function readiness(
  ready: () => Promise<string | null>,
  degraded: () => Promise<readonly string[]> = async () => [],
): Handler {
  return async ({ response }) => {
    const reason = await ready();
    const lines = [reason ?? 'ready', ...(await degraded())];
    sendText(response, reason === null ? 200 : 503, { type: PLAIN, body: `${lines.join('\n')}\n` });
  };
}

/** `/metrics`, for Prometheus. */
export function metrics(source: Metrics): Handler {
  return async ({ response }) => {
    const { contentType, body } = await source.text();
    sendText(response, 200, { type: contentType, body });
  };
}
