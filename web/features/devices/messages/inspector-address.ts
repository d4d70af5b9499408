/** What the inspector is to read. */
export interface Inspected {
  /** Name of the protocol, or empty: it is to be found out. */
  readonly protocol: string;
  /** Bytes as hexadecimal digits, or text. */
  readonly content: string;
  readonly identifier: string;
  readonly topic: string;
  readonly isDatagram: boolean;
}

/** Nothing yet. */
export const NOTHING: Inspected = { protocol: '', content: '', identifier: '', topic: '', isDatagram: false };

/** The address of the inspector with a fix of quarantine in it. @param fix its `transport` is `gt06/tcp` or an endpoint. */
export function inspectorAddress(fix: {
  readonly raw: string;
  readonly identifier: string;
  readonly transport: string;
}): string {
  const [protocol = '', way] = fix.transport.split('/');
  return addressOf({ ...NOTHING, protocol, content: fix.raw, identifier: fix.identifier, isDatagram: way === 'udp' });
}

/** The address of the inspector. What was sent stands in its fragment, which no server is told. */
export function addressOf(inspected: Inspected): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(inspected)) if (value) parameters.set(name, String(value));
  return `/devices/inspector#${parameters.toString()}`;
}

/** What a fragment asks the inspector to read. @param hash with or without its first character. */
export function inspectedIn(hash: string): Inspected {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const text = (name: string) => parameters.get(name) ?? '';
  return {
    protocol: text('protocol'),
    content: text('content'),
    identifier: text('identifier'),
    topic: text('topic'),
    isDatagram: text('isDatagram') === 'true',
  };
}
