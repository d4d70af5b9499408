import { doorAddress, type Door } from './door-address.ts';

/**
 * What OwnTracks is to become; the keys are those of its `configuration` message (booklet, "JSON"). Whatever is not said
 * stays as the app has it: every key makes the code harder to scan.
 */
export interface OwnTracksConfiguration {
  readonly _type: 'configuration';
  /** 3: reports by HTTP. */
  readonly mode: 3;
  readonly url: string;
  /** User and device make the identifier together. */
  readonly username: string;
  readonly deviceId: string;
  /** Two characters the app shows on its own map. */
  readonly tid: string;
  readonly auth: false;
  /** 2: reports while moving, by time. */
  readonly monitoring: 2;
  /** Seconds between reports on iOS, and on Android while it reports significant changes only. */
  readonly locatorInterval: number;
  /** Seconds between reports on Android. */
  readonly moveModeLocatorInterval: number;
  /** Minutes between reports of a phone that lies still. */
  readonly ping: number;
}

/**
 * A link that gives OwnTracks on iOS and Android its whole configuration (booklet, "URL config"): the JSON as base64,
 * escaped, since base64 has characters that mean something in addresses.
 */
export function ownTracksLink(door: Door, identifier: string): string {
  const bytes = new TextEncoder().encode(JSON.stringify(ownTracksConfiguration(door, identifier)));
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''));
  return `owntracks:///config?inline=${encodeURIComponent(base64)}`;
}

/** The configuration with which OwnTracks reports through a door under an identifier. */
export function ownTracksConfiguration(door: Door, identifier: string): OwnTracksConfiguration {
  const [username, deviceId] = userAndDevice(identifier);
  return {
    _type: 'configuration',
    mode: 3,
    url: `${doorAddress(door)}owntracks`,
    username,
    deviceId,
    tid: lettersOf(identifier),
    auth: false,
    monitoring: 2,
    locatorInterval: 30,
    moveModeLocatorInterval: 15,
    ping: 5,
  };
}

/** Two letters or digits, which is all the app takes; the last of the identifier tell phones apart best. */
function lettersOf(identifier: string): string {
  return identifier
    .replaceAll(/[^a-z0-9]/gi, '')
    .slice(-2)
    .padStart(2, '0');
}

/**
 * User and device that the intake reads as one identifier: `jane/phone` is the device `phone` of the user `jane`; a
 * name that is not of two parts stands for both.
 */
function userAndDevice(identifier: string): [user: string, device: string] {
  const [user, device, ...more] = identifier.split('/');
  return user && device && !more.length ? [user, device] : [identifier, identifier];
}
