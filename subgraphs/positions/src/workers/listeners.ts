import {
  ConfigurationError,
  defineService,
  serviceGroup,
  type Clock,
  type Database,
  type Logger,
  type Measure,
  type Service,
} from '@trekker/kit';

import type { Intake } from '../actions/take-in.ts';
import type { PositionsConfig } from '../config.ts';
import { UNLIMITED } from '../domain/rate-limit.ts';

import { createDeviceAttempts } from './device-attempts.ts';
import { createDeviceConnections } from './device-connections.ts';
import { createDeviceListeners } from './device-listener/device-listeners.ts';
import type { DevicePort } from './device-listener/open-port.ts';
import { createDevices } from './devices.ts';
import { createDoors } from './doors.ts';
import type { Listening } from './listener/answer.ts';
import type { ExportFiles } from './listener/export-files.ts';
import { createListener } from './listener/listener.ts';
import { createOperatorDevices, type OperatorDevices } from './operator-devices.ts';
import { createRawLog } from './raw-log.ts';
import { createOutsideBroker, type OutsideBrokerDependencies } from './mqtt/outside-broker.ts';
import { readPem, tlsOf } from './tls.ts';
import { createTurn } from './turn.ts';
import { createMqttListener } from './mqtt/mqtt-listener.ts';

/** What is told of the listeners. */
export interface ListenerFacts {
  /** Port on which phones are listened to; only while started, and where the role has it listen. */
  phonePort(): number;
  /** Port of the MQTT broker; null where there is none, also because the port was taken. */
  mqttPort(): number | null;
  /** Ports on which trackers are listened to; empty before the start, and where the role does not listen. */
  devicePorts(): readonly DevicePort[];
  /** What they count, for `/metrics`. */
  readonly measures: readonly Measure[];
  /** For operators. */
  readonly devices: OperatorDevices;
}

/** Everything that listens to devices. */
export interface Listeners {
  readonly service: Service;
  /** What this process listens on now; null: not. */
  readonly listening: () => {
    readonly phonePort: number | null;
    readonly mqttPort: number | null;
    readonly devicePorts: readonly DevicePort[];
  };
  readonly facts: ListenerFacts;
}

/** The lock of the process that listens to the outside broker. */
const OUTSIDE_BROKER = 0x6f757462;

export interface ListenersOptions {
  readonly config: PositionsConfig;
  readonly database: Database;
  readonly intake: Intake;
  readonly importer: Listening['importer'];
  readonly exportFiles: ExportFiles;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Listens to phones, by HTTP and MQTT, and to trackers with protocols of their own. */
export function createListeners({ exportFiles, ...options }: ListenersOptions): Listeners {
  const { config, database, intake, importer, clock, log } = options;
  const tls = tlsOf(config);
  const doors = createDoors({ database, clock, openSlug: config.openTenant });
  const rawLog = createRawLog({
    database,
    identities: intake.identities,
    perSecond: config.rawMessageDays === 0 ? 0 : config.rawMessagesPerSecond,
    clock,
    log,
  });
  const listening = { intake, importer, rawLog, config, clock };
  const phones = createListener({ listening, doors, exportFiles, log });
  const attempts = createDeviceAttempts({ database, clock });
  const connections = createDeviceConnections({ database, clock, log });
  const mqtt = createMqttListener({ listening, doors, connections, tls, log });
  // A broker of somebody else's hands over the next message when this one is stored: nothing waits for room in quarantine.
  const unlimited = { ...intake, unknownLimit: UNLIMITED, knownLimit: UNLIMITED };
  const outside = outsideOf(config, {
    taking: { intake: unlimited, rawLog, connections, clock },
    doors,
    database,
    log,
  });
  const devices = createDevices({ database, clock });
  const trackers = createDeviceListeners({ config, intake, devices, attempts, connections, rawLog, tls, clock, log });
  return {
    // What they tell of connections and keep as it came goes out when all of them are over.
    service: serviceGroup('listeners', [rawLog, connections, sideBySide([phones, trackers, mqtt, ...outside])]),
    listening: () => ({
      phonePort: config.role === 'query' ? null : phones.port(),
      mqttPort: mqtt.port(),
      devicePorts: trackers.ports(),
    }),
    facts: {
      phonePort: () => phones.port(),
      mqttPort: () => mqtt.port(),
      devicePorts: () => trackers.ports(),
      measures: [...intake.counts.measures, ...trackers.measures, ...rawLog.measures],
      devices: createOperatorDevices({ database, clock }),
    },
  };
}

/** The outside broker, where one is configured. */
function outsideOf(
  config: PositionsConfig,
  { database, log, ...needs }: Omit<OutsideBrokerDependencies, 'turn'> & { database: Database },
): Service[] {
  const {
    mqttBrokerUrl: url,
    mqttBrokerTopics: topics,
    mqttBrokerClientId: clientId,
    mqttBrokerCaFile: caFile,
  } = config;
  if (url === null) return [];
  if (!/^mqtts?:\/\//.test(url)) {
    throw new ConfigurationError(['TREKKER_POSITIONS_MQTT_BROKER_URL must begin with mqtt:// or mqtts://']);
  }
  const ca = caFile === null ? null : readPem(caFile, 'TREKKER_POSITIONS_MQTT_BROKER_CA_FILE');
  const credentials = { user: config.mqttBrokerUser, password: config.mqttBrokerPassword };
  const turn = createTurn(database, OUTSIDE_BROKER, log);
  return [createOutsideBroker({ url, topics, clientId, ca, ...credentials }, { ...needs, turn, log })];
}

/** Drained and stopped at once: while one waits for its devices no other takes anything new. */
function sideBySide(services: readonly Service[]): Service {
  return defineService({
    name: 'ports',
    async start() {
      for (const service of services) await service.start();
    },
    drain: async () => void (await Promise.all(services.flatMap((service) => service.drain?.() ?? []))),
    stop: async () => void (await Promise.all(services.map((service) => service.stop()))),
  });
}
