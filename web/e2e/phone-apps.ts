import { expect } from '@playwright/test';

/** A place on the ground, WGS 84 degrees. */
interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** Reports a fix as Traccar Client does that scanned a code; waits until it is accepted. @param code what was scanned. */
export async function reportByTraccarClient(code: string, { latitude, longitude }: Place): Promise<void> {
  const { searchParams, ...address } = addressOf(code);
  const form = new URLSearchParams({
    id: searchParams.get('id') ?? '',
    lat: String(latitude),
    lon: String(longitude),
    timestamp: String(Math.floor(Date.now() / 1_000)),
    accuracy: '5',
    batt: '64',
  });
  const answer = await fetch(address.server, { method: 'POST', body: form });
  expect(answer.status, await answer.text()).toBe(200);
}

/** Reports a fix as OwnTracks does that opened a link; waits until it is accepted. @param link what was opened. */
export async function reportByOwnTracks(link: string, { latitude, longitude }: Place): Promise<void> {
  const inline = new URL(link).searchParams.get('inline') ?? '';
  const { url, username, deviceId, tid } = JSON.parse(Buffer.from(inline, 'base64').toString('utf8')) as {
    url: string;
    username: string;
    deviceId: string;
    tid: string;
  };
  const location = {
    _type: 'location',
    lat: latitude,
    lon: longitude,
    tst: Math.floor(Date.now() / 1_000),
    tid,
    acc: 6,
  };
  const answer = await fetch(addressOf(url).server, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-limit-u': username, 'x-limit-d': deviceId },
    body: JSON.stringify(location),
  });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual([]);
}

/** Where an address leads without its parameters. Browsers know every name below localhost, other programs need not. */
function addressOf(text: string): { server: string; searchParams: URLSearchParams } {
  const { protocol, hostname, port, pathname, searchParams } = new URL(text);
  const host = hostname.endsWith('.localhost') ? '127.0.0.1' : hostname;
  return { server: `${protocol}//${host}${port && `:${port}`}${pathname}`, searchParams };
}
