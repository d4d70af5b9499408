/** An address that somebody wants called, taken apart. */
export interface TargetUrl {
  /** As it is kept and called. */
  readonly href: string;
  readonly isHttps: boolean;
  /** Name or address, brackets of IPv6 taken off, in lower case. */
  readonly host: string;
  readonly port: number;
  /** Path and query. */
  readonly path: string;
}

const LONGEST = 2_000;

/** The address that a text names, or what is wrong with it. */
export function parseTargetUrl(text: string): TargetUrl | { readonly problem: string } {
  if (text.length > LONGEST) return { problem: `must have at most ${LONGEST} characters, got ${text.length}` };
  // Browsers' reading of addresses (WHATWG URL): `0x7f.1` and `2130706433` come out as the 127.0.0.1 they are.
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url) return { problem: `must be an address as https://example.org/path, got ${JSON.stringify(text)}` };
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return { problem: `must begin with https://, got ${JSON.stringify(url.protocol)}` };
  }
  if (url.username || url.password) return { problem: 'must hold no name and password' };
  url.hash = '';
  const isHttps = url.protocol === 'https:';
  return {
    href: url.href,
    isHttps,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, ''),
    port: Number(url.port) || (isHttps ? 443 : 80),
    path: `${url.pathname}${url.search}`,
  };
}
