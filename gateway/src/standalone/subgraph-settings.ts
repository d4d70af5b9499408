import type { OptionType } from '@trekker/kit';

/** How one subgraph is reached, where that is otherwise than the supergraph says. */
export interface SubgraphSettings {
  readonly url?: URL;
  /** Where its subscriptions are had by WebSocket; absent: as `url`, by ws:// or wss://. */
  readonly socketUrl?: URL;
  /** Header fields sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Settings by name of the subgraph. */
export type SubgraphsSettings = ReadonlyMap<string, SubgraphSettings>;

const EXAMPLE = '{"name":{"url":"https://host/graphql","socketUrl":"wss://host/graphql","headers":{"x-key":"…"}}}';

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
  const { url, socketUrl, headers = {}, ...others } = value;
  if (Object.keys(others).length > 0 || !isRecord(headers)) return null;
  if (!Object.values(headers).every((each) => typeof each === 'string')) return null;
  const settings: { -readonly [K in keyof SubgraphSettings]: SubgraphSettings[K] } = {
    headers: Object.fromEntries(Object.entries(headers).map(([name, each]) => [name.toLowerCase(), String(each)])),
  };
  if (url !== undefined) {
    const address = addressOf(url, ['http:', 'https:']);
    if (!address) return null;
    settings.url = address;
  }
  if (socketUrl !== undefined) {
    const address = addressOf(socketUrl, ['ws:', 'wss:']);
    if (!address) return null;
    settings.socketUrl = address;
  }
  return settings;
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
