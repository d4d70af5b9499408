import type { OptionType } from '@trekker/kit';

/** How one subgraph is reached, where that is otherwise than the supergraph says. */
export interface SubgraphSettings {
  readonly url?: URL;
  /** Where its subscriptions are had by WebSocket; absent: as `url`, by ws:// or wss://. */
  readonly socketUrl?: URL;
  /** By what its subscriptions are had; absent: by WebSocket. */
  readonly subscriptions?: 'websocket' | 'sse';
  /** Channels of the bus by the field of `Subscription` whose events they carry; `{name}` stands for an argument. */
  readonly channels?: Readonly<Record<string, string>>;
  /** Header fields sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Settings by name of the subgraph. */
export type SubgraphsSettings = ReadonlyMap<string, SubgraphSettings>;

const EXAMPLE =
  '{"name":{"url":"https://host/graphql","socketUrl":"wss://host/graphql","subscriptions":"websocket or sse","channels":{"field":"channel"},"headers":{"x-key":"…"}}}';

/** A JSON object by name of the subgraph; an address alone may stand for `{ "url": … }`. */
export const subgraphsSettings: OptionType<SubgraphsSettings> = {
  describes: `JSON as \`${EXAMPLE}\` or \`{"name":"https://host/graphql"}\``,
  parse(text) {
    const problem = (what: string) => ({ problem: `must be JSON as ${EXAMPLE}, got ${what}` });
    const given = parseJson(text);
    if (!isRecord(given)) return problem(JSON.stringify(text.slice(0, 80)));
    const found = new Map<string, SubgraphSettings>();
    for (const [name, value] of Object.entries(given)) {
      const settings = settingsOf(value);
      if (!settings) return problem(`${JSON.stringify(value)} for ${name}`);
      found.set(name, settings);
    }
    return { value: found };
  },
};

function settingsOf(value: unknown): SubgraphSettings | null {
  if (typeof value === 'string') return settingsOf({ url: value });
  if (!isRecord(value)) return null;
  const { url, socketUrl, subscriptions = 'websocket', headers = {}, channels = {}, ...others } = value;
  if (Object.keys(others).length > 0 || !isTexts(headers) || !isTexts(channels)) return null;
  if (subscriptions !== 'websocket' && subscriptions !== 'sse') return null;
  const addresses = addressesOf(url, socketUrl);
  if (!addresses) return null;
  const lowered = Object.entries(headers).map(([name, each]) => [name.toLowerCase(), each]);
  return { ...addresses, subscriptions, channels, headers: Object.fromEntries(lowered) };
}

/** Those addresses that are given; null when one of them is none. */
function addressesOf(url: unknown, socketUrl: unknown): Pick<SubgraphSettings, 'url' | 'socketUrl'> | null {
  const http = url === undefined ? undefined : addressOf(url, ['http:', 'https:']);
  const socket = socketUrl === undefined ? undefined : addressOf(socketUrl, ['ws:', 'wss:']);
  if (http === null || socket === null) return null;
  return { ...(http && { url: http }), ...(socket && { socketUrl: socket }) };
}

function isTexts(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((each) => typeof each === 'string');
}

function addressOf(value: unknown, schemes: readonly string[]): URL | null {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  return url && schemes.includes(url.protocol) ? url : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
