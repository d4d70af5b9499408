import {
  asDefault,
  ConfigurationError,
  flag,
  integer,
  oneOf,
  optionalText,
  parseTargetUrl,
  port,
  portOrOff,
  text,
  type Config,
  type Option,
  type Options,
} from '@trekker/kit';

import { tenantTopics } from './domain/broker-topics.ts';
import { feedOptions } from './workers/feeds/config.ts';

/** What an operator may set of positions. */
export const positionsOptions = {
  host: {
    env: 'TREKKER_HOST',
    type: text,
    default: '127.0.0.1',
    doc: 'Address on which devices are listened to; 0.0.0.0 lets phones of the network in.',
  },
  phonePort: {
    env: 'TREKKER_POSITIONS_PHONE_PORT',
    type: port,
    default: 5055,
    doc: 'Port of phones and of the HTTP intake; 0 takes a free one and prints it.',
  },
  devices: {
    env: 'TREKKER_POSITIONS_DEVICES',
    type: flag,
    default: true,
    doc: 'Whether trackers are listened to on the ports of their protocols; a port that is taken is told and left out.',
  },
  gps103Port: devicePort({ env: 'TREKKER_POSITIONS_GPS103_PORT', protocol: 'GPS103', port: 5001 }),
  tk103Port: devicePort({ env: 'TREKKER_POSITIONS_TK103_PORT', protocol: 'TK103', port: 5002 }),
  gl200Port: devicePort({ env: 'TREKKER_POSITIONS_GL200_PORT', protocol: 'GL200', port: 5004 }),
  h02Port: devicePort({ env: 'TREKKER_POSITIONS_H02_PORT', protocol: 'H02', port: 5013 }),
  meitrackPort: devicePort({ env: 'TREKKER_POSITIONS_MEITRACK_PORT', protocol: 'Meitrack', port: 5020 }),
  gt06Port: devicePort({ env: 'TREKKER_POSITIONS_GT06_PORT', protocol: 'GT06', port: 5023 }),
  teltonikaPort: devicePort({ env: 'TREKKER_POSITIONS_TELTONIKA_PORT', protocol: 'Teltonika', port: 5027 }),
  nmeaPort: devicePort({ env: 'TREKKER_POSITIONS_NMEA_PORT', protocol: 'NMEA', port: null }),
  phoneMaxConnections: {
    env: 'TREKKER_POSITIONS_PHONE_MAX_CONNECTIONS',
    type: integer({ min: 1, max: 1_000_000 }),
    default: 10_000,
    doc: 'Most connections to the port of phones and of the HTTP intake; further ones are closed at once.',
  },
  phoneMaxConnectionsPerAddress: {
    env: 'TREKKER_POSITIONS_PHONE_MAX_CONNECTIONS_PER_ADDRESS',
    type: integer({ min: 1, max: 1_000_000 }),
    default: 2_000,
    doc: 'Most connections to that port from one address (one /64 of IPv6), which may be a proxy with many phones behind it; further ones are closed at once.',
  },
  deviceMaxConnections: {
    env: 'TREKKER_POSITIONS_DEVICE_MAX_CONNECTIONS',
    type: integer({ min: 1, max: 1_000_000 }),
    default: 10_000,
    doc: 'Most connections of trackers to one port; further ones are closed at once.',
  },
  deviceMaxConnectionsPerAddress: {
    env: 'TREKKER_POSITIONS_DEVICE_MAX_CONNECTIONS_PER_ADDRESS',
    type: integer({ min: 1, max: 1_000_000 }),
    default: 1_000,
    doc: 'Most connections to one port from one address, behind which a mobile network may have many trackers; further ones are closed at once.',
  },
  deviceFirstMessageMs: {
    env: 'TREKKER_POSITIONS_DEVICE_FIRST_MESSAGE_MS',
    type: integer({ min: 10, max: 3_600_000 }),
    default: 60_000,
    doc: 'How long a connection of a tracker may last until a message names the device, in milliseconds; then it is closed.',
  },
  deviceIdleMs: {
    env: 'TREKKER_POSITIONS_DEVICE_IDLE_MS',
    type: integer({ min: 10, max: 86_400_000 }),
    default: 1_800_000,
    doc: 'How long a connection of a tracker may be without a whole message, in milliseconds; then it is closed.',
  },
  deviceMaxWaiting: {
    env: 'TREKKER_POSITIONS_DEVICE_MAX_WAITING',
    type: integer({ min: 1, max: 10_000 }),
    default: 32,
    doc: 'Most messages of one connection that are stored together; while more wait nothing further is read of it.',
  },
  deviceMaxDatagrams: {
    env: 'TREKKER_POSITIONS_DEVICE_MAX_DATAGRAMS',
    type: integer({ min: 1, max: 1_000_000 }),
    default: 2_000,
    doc: 'Most datagrams of trackers that wait at one port; further ones are dropped, and trackers send them again.',
  },
  mqttPort: {
    env: 'TREKKER_POSITIONS_MQTT_PORT',
    type: portOrOff,
    default: 1883,
    doc: 'Port of the MQTT broker for OwnTracks; 0 takes a free one, off switches it off, and one that is taken does not keep the rest from starting.',
  },
  mqttMaxConnections: {
    env: 'TREKKER_POSITIONS_MQTT_MAX_CONNECTIONS',
    type: integer({ min: 1, max: 1_000_000 }),
    default: 10_000,
    doc: 'Most MQTT connections at once; further ones are closed at once.',
  },
  mqttMaxConnectionsPerAddress: {
    env: 'TREKKER_POSITIONS_MQTT_MAX_CONNECTIONS_PER_ADDRESS',
    type: integer({ min: 1, max: 1_000_000 }),
    default: 1_000,
    doc: 'Most MQTT connections at once from one address (one /64 of IPv6); further ones are closed at once.',
  },
  mqttMaxPacketBytes: {
    env: 'TREKKER_POSITIONS_MQTT_MAX_PACKET_BYTES',
    type: integer({ min: 1_024, max: 268_435_455 }),
    default: 1_048_576,
    doc: 'Largest MQTT packet after sign-in, in bytes; a larger one ends its connection before it is read.',
  },
  mqttBrokerUrl: {
    env: 'TREKKER_POSITIONS_MQTT_BROKER_URL',
    type: optionalText,
    default: null,
    doc: 'Address of an outside MQTT broker to which phones publish, mqtt:// or mqtts://; absent: none is listened to.',
  },
  mqttBrokerTopics: {
    env: 'TREKKER_POSITIONS_MQTT_BROKER_TOPICS',
    type: tenantTopics,
    default: asDefault(tenantTopics, 'owntracks=demo'),
    doc: 'Whose topics of the outside broker are, by the short name of the tenant: `<prefix>/<user>/<device>` and below.',
  },
  mqttBrokerUser: {
    env: 'TREKKER_POSITIONS_MQTT_BROKER_USER',
    type: optionalText,
    default: null,
    doc: 'User name at the outside broker; absent: none.',
  },
  mqttBrokerPassword: {
    env: 'TREKKER_POSITIONS_MQTT_BROKER_PASSWORD',
    type: optionalText,
    default: null,
    secret: true,
    doc: 'Password at the outside broker; absent: none.',
  },
  mqttBrokerClientId: {
    env: 'TREKKER_POSITIONS_MQTT_BROKER_CLIENT_ID',
    type: text,
    default: 'trekker-positions',
    doc: 'Name of the session at the outside broker, for further tenants with `-<tenant>` behind it; it stays the same, as what was not taken in waits there under it.',
  },
  mqttBrokerCaFile: {
    env: 'TREKKER_POSITIONS_MQTT_BROKER_CA_FILE',
    type: optionalText,
    default: null,
    doc: 'File with the certificates (PEM) that vouch for the outside broker instead of the usual authorities; absent: those.',
  },
  tlsCertFile: {
    env: 'TREKKER_POSITIONS_TLS_CERT_FILE',
    type: optionalText,
    default: null,
    doc: 'File with the certificate chain (PEM) with which the MQTT broker and the TCP ports of trackers speak TLS too, on the same ports; absent: no TLS.',
  },
  tlsKeyFile: {
    env: 'TREKKER_POSITIONS_TLS_KEY_FILE',
    type: optionalText,
    default: null,
    doc: 'File with the private key (PEM) of that certificate.',
  },
  ...feedOptions,
  openTenant: {
    env: 'TREKKER_POSITIONS_OPEN_TENANT',
    type: optionalText,
    default: null,
    doc: 'Short name of the tenant whose devices may report to the bare addresses without a door token; absent: nobody.',
  },
  role: {
    env: 'TREKKER_POSITIONS_ROLE',
    type: oneOf('all', 'intake', 'query'),
    default: 'all',
    doc: 'What this process does: `intake` listens to devices and appends what they send, `query` derives and answers, `all` does both.',
  },
  gatherMs: {
    env: 'TREKKER_POSITIONS_GATHER_MS',
    type: integer({ min: 0, max: 1_000 }),
    default: 3,
    doc: 'How long intake waits for further fixes before it commits, in milliseconds; more means fewer commits and later answers.',
  },
  maxBatchPositions: {
    env: 'TREKKER_POSITIONS_MAX_BATCH_POSITIONS',
    type: integer({ min: 1, max: 100_000 }),
    default: 5_000,
    doc: 'Most positions in one request to /v1/positions; more is refused with 413.',
  },
  maxBodyBytes: {
    env: 'TREKKER_POSITIONS_MAX_BODY_BYTES',
    type: integer({ min: 1_024, max: 1_073_741_824 }),
    default: 8_388_608,
    doc: 'Largest body of a request after decompression, in bytes; more is refused with 413.',
  },
  maxBodiesBytes: {
    env: 'TREKKER_POSITIONS_MAX_BODIES_BYTES',
    type: integer({ min: 1_024, max: 4_294_967_296 }),
    default: 134_217_728,
    doc: 'Most bytes of bodies that are being received or worked on, all requests together; beyond it requests are refused with 503 and Retry-After. At least TREKKER_POSITIONS_MAX_BODY_BYTES.',
  },
  maxTrackFileBytes: {
    env: 'TREKKER_POSITIONS_MAX_TRACK_FILE_BYTES',
    type: integer({ min: 1_024, max: 536_870_912 }),
    default: 67_108_864,
    doc: 'Largest file with recorded tracks that is imported, in bytes after decompression; more is refused with 413.',
  },
  maxWaitMs: {
    env: 'TREKKER_POSITIONS_MAX_WAIT_MS',
    type: integer({ min: 100, max: 600_000 }),
    default: 5_000,
    doc: 'For how long positions may wait for their commit to begin, in milliseconds. While some have waited longer, requests are refused with 503 and Retry-After; while they would have to, by how fast others are stored, those of tenants with their share of what waits.',
  },
  maxWaiting: {
    env: 'TREKKER_POSITIONS_MAX_WAITING',
    type: integer({ min: 100, max: 10_000_000 }),
    default: 100_000,
    doc: 'Most positions waiting to be committed in this process; beyond it requests are refused with 503 and Retry-After. At least TREKKER_POSITIONS_MAX_BATCH_POSITIONS.',
  },
  quarantineDays: {
    env: 'TREKKER_POSITIONS_QUARANTINE_DAYS',
    type: integer({ min: 1, max: 36_500 }),
    default: 90,
    doc: 'For how long quarantine is kept, in days.',
  },
  rawMessageDays: {
    env: 'TREKKER_POSITIONS_RAW_MESSAGE_DAYS',
    type: integer({ min: 0, max: 366 }),
    default: 3,
    doc: 'For how long messages of devices are kept as they came, in days; 0: not at all. Those that a legal hold is on stay until it is released.',
  },
  rawMessagesPerSecond: {
    env: 'TREKKER_POSITIONS_RAW_MESSAGES_PER_SECOND',
    type: integer({ min: 1, max: 100_000 }),
    default: 200,
    doc: 'Most messages of devices a second that a process keeps as they came; further ones are counted and taken in like all.',
  },
  exportHours: {
    env: 'TREKKER_POSITIONS_EXPORT_HOURS',
    type: integer({ min: 1, max: 8_784 }),
    default: 24,
    doc: 'For how long an export of positions is kept after it was made, in hours.',
  },
  exportMaxPositions: {
    env: 'TREKKER_POSITIONS_EXPORT_MAX_POSITIONS',
    type: integer({ min: 1, max: 1_000_000_000 }),
    default: 10_000_000,
    doc: 'Most positions of one export; one with more fails and says so.',
  },
  partitionDaysAhead: {
    env: 'TREKKER_POSITIONS_PARTITION_DAYS_AHEAD',
    type: integer({ min: 1, max: 366 }),
    default: 14,
    doc: 'For how many days ahead the history has partitions, in days.',
  },
  packAfterDays: {
    env: 'TREKKER_POSITIONS_PACK_AFTER_DAYS',
    type: integer({ min: 3, max: 3_660 }),
    default: 3,
    doc: 'For how many days positions stay as rows once their day is over, in days; then the day is packed to about a twentieth of its size and stays readable as before.',
  },
  logRetentionDays: {
    env: 'TREKKER_POSITIONS_LOG_RETENTION_DAYS',
    type: integer({ min: 0, max: 36_500 }),
    default: 30,
    doc: 'For how long entries with positions stay in the event log after they were appended, in days; then they go once every reader and, where there ever was one, a backup has passed them. The history keeps the positions.',
  },
} as const satisfies Options;

export type PositionsConfig = Config<typeof positionsOptions>;

/** Fails with a ConfigurationError where options do not go together: what is more than may wait could never be stored. */
export function assertCoherent(config: PositionsConfig): void {
  const { maxWaiting, maxBatchPositions, maxBodyBytes, maxBodiesBytes, findMyFetcher, findMyUrl } = config;
  const [waiting, batch] = [positionsOptions.maxWaiting.env, positionsOptions.maxBatchPositions.env];
  if (maxBatchPositions > maxWaiting)
    throw new ConfigurationError([`${waiting} must be at least ${batch}, ${maxBatchPositions}, got ${maxWaiting}`]);
  if (maxBodyBytes > maxBodiesBytes) {
    const [all, one] = [positionsOptions.maxBodiesBytes.env, positionsOptions.maxBodyBytes.env];
    throw new ConfigurationError([`${all} must be at least ${one}, ${maxBodyBytes}, got ${maxBodiesBytes}`]);
  }
  const target = findMyFetcher === 'http' ? parseTargetUrl(findMyUrl ?? '') : null;
  if (target && 'problem' in target)
    throw new ConfigurationError([`${positionsOptions.findMyUrl.env} ${target.problem}`]);
}

/** Port of the trackers that speak a protocol, over TCP and, where the protocol has it, UDP. */
function devicePort({ env, protocol, port: customary }: DevicePort): Option<number | null> {
  const doc = `Port of trackers that speak ${protocol}; 0 takes a free one, \`off\` listens to none.`;
  return { env, type: portOrOff, default: customary, doc };
}

interface DevicePort {
  readonly env: string;
  readonly protocol: string;
  /** The customary one; null: nobody is listened to. */
  readonly port: number | null;
}
