import { encodeOsmAnd, encodeOwnTracksLocation, type PlacedFix } from '@trekker/protocols';

/** A fix as a phone has it. */
export type PhoneFix = PlacedFix & { readonly recordedAt: number };

/** What an app got to hear. */
export interface Heard {
  readonly status: number;
  readonly contentType: string | null;
  readonly contentLength: string | null;
  readonly body: string;
  readonly retryAfter: string | null;
}

/** What an app does with the message it sent: forget it, send it again, or give it up. */
export type Verdict = 'delivered' | 'repeat' | 'dropped';

/** How an app sends a fix, and what it makes of the answer. */
export interface App {
  readonly name: string;
  /** Path behind the door. */
  readonly path: string;
  /** What this app hears where everything went well. */
  readonly delivered: Omit<Heard, 'retryAfter'>;
  /** What it hears where nobody knows it. */
  readonly unknownStatus: number;
  request(fix: PhoneFix): RequestInit;
  verdict(heard: Heard): Verdict;
}

const json = (user: string, device: string) => ({
  'content-type': 'application/json; charset=utf-8',
  'x-limit-u': user,
  'x-limit-d': device,
});

const ownTracks = (name: string, verdict: App['verdict']): App => ({
  name,
  path: '/owntracks',
  delivered: { status: 200, contentType: 'application/json', contentLength: '2', body: '[]' },
  unknownStatus: 404,
  request: (fix) => {
    const [user = '', device = user] = fix.identifier.split('/');
    return { method: 'POST', headers: json(user, device), body: encodeOwnTracksLocation(fix) };
  },
  verdict,
});

/** Sends a message again until a 2xx comes, and, as some of 2.5 do, until its body is an array of messages. */
export const ownTracksAndroid = ownTracks('OwnTracks for Android', ({ status, body }) =>
  isOk(status) && isArray(body) ? 'delivered' : 'repeat',
);

/** Forgets a message after any 2xx, and gives it up after any 4xx. */
export const ownTracksIos = ownTracks('OwnTracks for iOS', ({ status }) => {
  if (isOk(status)) return 'delivered';
  return status >= 400 && status < 500 ? 'dropped' : 'repeat';
});

/** A form per fix; the oldest is sent again until a 2xx comes. */
export const traccarClient10: App = {
  name: 'Traccar Client 10',
  path: '/',
  delivered: { status: 200, contentType: null, contentLength: '0', body: '' },
  unknownStatus: 400,
  request: (fix) => ({
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: encodeOsmAnd(fix),
  }),
  verdict: ({ status }) => (isOk(status) ? 'delivered' : 'repeat'),
};

/** A JSON object per fix, made from the template of its background location SDK. */
export const traccarClient9: App = {
  ...traccarClient10,
  name: 'Traccar Client 9',
  unknownStatus: 404,
  request: (fix) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      location: {
        timestamp: new Date(fix.recordedAt).toISOString(),
        coords: {
          latitude: fix.latitude,
          longitude: fix.longitude,
          accuracy: fix.accuracyMeters ?? -1,
          speed: fix.speedMetersPerSecond ?? -1,
          heading: fix.headingDegrees ?? -1,
          altitude: fix.altitudeMeters ?? 0,
          floor: null,
        },
        is_moving: true,
        odometer: 12.75,
        event: 'motionchange',
        battery: { level: (fix.batteryPercent ?? -100) / 100, is_charging: false },
        activity: { type: 'walking' },
        extras: {},
        _: `&id=${fix.identifier}&lat=${fix.latitude}&lon=${fix.longitude}&`,
      },
      device_id: fix.identifier,
    }),
  }),
};

/** An app with its queue, oldest first, as it fills while there is no network. */
export interface Phone {
  readonly queue: PhoneFix[];
  /** Everything it heard so far. */
  readonly heard: Heard[];
  /** Sends from the queue until it is empty, or until something must be sent again later. */
  sync(): Promise<void>;
}

/** A phone that reports through a door. */
export function createPhone(app: App, door: string): Phone {
  const queue: PhoneFix[] = [];
  const heard: Heard[] = [];
  return {
    queue,
    heard,
    async sync() {
      for (let [oldest] = queue; oldest; [oldest] = queue) {
        const response = await fetch(`${door}${app.path}`, app.request(oldest));
        const answer = {
          status: response.status,
          contentType: response.headers.get('content-type'),
          contentLength: response.headers.get('content-length'),
          body: await response.text(),
          retryAfter: response.headers.get('retry-after'),
        };
        heard.push(answer);
        if (app.verdict(answer) === 'repeat') return;
        queue.shift();
      }
    },
  };
}

function isOk(status: number): boolean {
  return status >= 200 && status < 300;
}

function isArray(body: string): boolean {
  try {
    return Array.isArray(JSON.parse(body));
  } catch {
    return false;
  }
}
