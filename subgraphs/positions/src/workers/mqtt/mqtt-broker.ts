import { EventEmitter } from 'node:events';
import { callbackify } from 'node:util';

import { Aedes, type AedesOptions, type Client, type PublishPacket } from 'aedes';
import type { Logger } from '@trekker/kit';

import type { Gatekeeper } from './gatekeeper.ts';
import { CONNECT_TIMEOUT_MS, MOST_IN_FLIGHT } from './limits.ts';
import { mayListen } from './may-listen.ts';
import type { Peer } from './peer.ts';

/** Speaks MQTT with those who are connected. */
export interface MqttBroker {
  /** Makes MQTT of a connection. */
  handle(peer: Peer): void;
  /** Ends every connection. */
  close(): Promise<void>;
}

/**
 * A broker that takes in what is published and passes nothing on. The gatekeeper commits a publication before the broker
 * hears of it, so its acknowledgement (PUBACK, PUBREC) means that it is on disk. Nothing is kept between connections:
 * no session, no retained message, no will.
 */
export async function createMqttBroker(gatekeeper: Gatekeeper, log: Logger): Promise<MqttBroker> {
  const peers = new WeakMap<object, Peer>();
  const peerOf = (client: Client | null) => (client ? peers.get(client.conn) : undefined);
  const signIn = (client: Client, name: string | undefined, password: Buffer | undefined) =>
    gatekeeper.signIn(client, {
      peer: peerOf(client),
      userName: name ?? '',
      password: password?.toString('utf8') ?? '',
    });
  const take = (client: Client | null, packet: PublishPacket) => gatekeeper.take(peerOf(client), packet);

  const broker = await Aedes.createBroker({
    connectTimeout: CONNECT_TIMEOUT_MS,
    queueLimit: MOST_IN_FLIGHT,
    maxInflightInbound: MOST_IN_FLIGHT,
    maxTopicLevels: 10,
    preConnect(_client, packet, done) {
      gatekeeper.temper(packet);
      done(null, true);
    },
    // The gatekeeper fails with refusals only.
    authenticate: callbackify(signIn) as NonNullable<AedesOptions['authenticate']>,
    authorizePublish: callbackify(take),
    authorizeSubscribe(client, subscription, done) {
      const peer = peerOf(client);
      done(null, peer && mayListen(peer, subscription.topic) ? subscription : null);
    },
    // Whatever was published, by whomever, nobody hears it from here.
    authorizeForward: () => null,
  });
  broker.on('keepaliveTimeout', (client) => peerOf(client)?.links.ends('TIMED_OUT'));
  broker.on('clientError', (_client, failure) => log.debug({ err: failure }, 'an MQTT connection broke'));
  broker.on('connectionError', (_client, failure) => log.debug({ err: failure }, 'an MQTT connection broke'));
  // Its types leave out what it emits where its own store fails.
  EventEmitter.prototype.on.call(broker, 'error', (failure: unknown) =>
    log.error({ err: failure }, 'the MQTT broker failed'),
  );
  return {
    handle(peer) {
      peers.set(peer.connection, peer);
      broker.handle(peer.connection);
    },
    close: () => new Promise((resolve) => broker.close(resolve)),
  };
}
