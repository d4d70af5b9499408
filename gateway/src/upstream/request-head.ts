/** Header fields by name in lower case. */
export type Headers = Readonly<Record<string, string>>;

/** The beginning of every request to a URL, up to where the fields of the caller and the length follow. */
export function headOf(url: URL, headers: Headers): string {
  const credentials = url.username
    ? { authorization: `Basic ${btoa(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`)}` }
    : {};
  const lines = headerLines({
    host: url.host,
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json;q=0.9',
    ...credentials,
    ...headers,
  });
  return `POST ${url.pathname}${url.search} HTTP/1.1\r\n${lines}`;
}

/** Header fields as they travel. Those that could break out of their line are left out. */
export function headerLines(headers: Headers): string {
  let lines = '';
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && NAME.test(name) && VALUE.test(value)) lines += `${name}: ${value}\r\n`;
  }
  return lines;
}

/** RFC 9110, 5.6.2 and 5.5. */
const NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
// oxlint-disable-next-line no-control-regex -- a tab is the one control character that may stand there
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
