import { setTimeout as sleep } from 'node:timers/promises';

import { UnavailableError, type Logger, type Service } from '@trekker/kit';
import mqtt, { type IPublishPacket, type MqttClient } from 'mqtt';

import { putAside, type PublicationAside } from '../../actions/put-aside.ts';
import { isOfNoUse } from '../../domain/not-stored-error.ts';
import { tenantOfTopic, type TenantTopics } from '../../domain/broker-topics.ts';
import type { Doors } from '../doors.ts';
import type { Turn } from '../turn.ts';
import { PATIENCE_MS, settleWithin } from '../settle-within.ts';
import { takePublication, type TakingPublications } from './take-publication.ts';

/** A broker of somebody else's to which phones publish. */
export interface OutsideBrokerOptions {
  /** `mqtt://` or `mqtts://`. */
  readonly url: string;
  readonly topics: readonly TenantTopics[];
  /** Name of the session with the topics of the first tenant; those of others have the tenant's name behind it. */
  readonly clientId: string;
  readonly user: string | null;
  readonly password: string | null;
  /** Certificates of authorities that are trusted beside the usual ones, PEM; null: none. */
  readonly ca: string | null;
}

export interface OutsideBrokerDependencies {
  readonly taking: TakingPublications;
  readonly doors: Pick<Doors, 'tenantNamed'>;
  /** Whose turn it is to listen: one process does. */
  readonly turn: Turn;
  readonly log: Logger;
}

/** How long until a message that cannot be taken in now is tried again, in milliseconds. */
const AGAIN_MS = 1_000;
/** How often a message may be refused though nothing is away; then it is put aside, and those behind it are taken in. */
const MOST_REFUSED = 5;
/** How long until a connection that broke is opened anew, in milliseconds. */
const RECONNECT_MS = 1_000;

/**
 * Listens to the topics of tenants at an outside broker. It keeps a session there for each tenant, so that none waits behind
 * what another's cannot be taken in for; and a message is acknowledged when it is on disk: what was received and not stored
 * when this process dies is sent again, to whichever process is next.
 */
export function createOutsideBroker(options: OutsideBrokerOptions, dependencies: OutsideBrokerDependencies): Service {
  return new OutsideBroker(options, dependencies);
}

class OutsideBroker implements Service {
  readonly name = 'outside MQTT broker';
  readonly #options: OutsideBrokerOptions;
  readonly #dependencies: OutsideBrokerDependencies;
  readonly #stop = new AbortController();
  /** One for each tenant; none while others have their turn. */
  #clients: MqttClient[] = [];
  /** The messages that are being taken in. */
  readonly #underWay = new Set<Promise<void>>();

  constructor(options: OutsideBrokerOptions, dependencies: OutsideBrokerDependencies) {
    this.#options = options;
    this.#dependencies = dependencies;
  }

  async start(): Promise<void> {
    const { turn } = this.#dependencies;
    turn.follow({ taken: () => this.#connect(), lost: () => this.#disconnect() });
  }

  async drain(): Promise<void> {
    this.#stop.abort();
    await settleWithin([...this.#underWay], PATIENCE_MS);
  }

  async stop(): Promise<void> {
    await this.drain();
    this.#disconnect();
    await this.#dependencies.turn.stop();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  #connect(): void {
    const { clientId, topics } = this.#options;
    const ofTenants = [...Map.groupBy(topics, ({ tenant }) => tenant)];
    this.#clients = ofTenants.map(([tenant, own], index) =>
      this.#open(index === 0 ? clientId : `${clientId}-${tenant}`, own),
    );
  }

  #open(clientId: string, topics: readonly TenantTopics[]): MqttClient {
    const { url, user, password, ca } = this.#options;
    const { log } = this.#dependencies;
    const client = mqtt.connect(url, {
      clientId,
      clean: false,
      reconnectPeriod: RECONNECT_MS,
      resubscribe: false,
      ...(user === null ? {} : { username: user }),
      ...(password === null ? {} : { password }),
      ...(ca === null ? {} : { ca }),
    });
    client.handleMessage = (packet, done) => void this.#take(client, packet, done);
    client.on('connect', () => {
      const wanted = topics.map(({ prefix }) => `${prefix}/#`);
      client.subscribe(wanted, { qos: 1 }, (failure) => {
        if (failure && !this.#stop.signal.aborted) log.warn({ err: failure }, 'the outside MQTT broker refuses topics');
      });
    });
    client.on('error', (failure) => log.warn({ err: failure }, 'the outside MQTT broker cannot be listened to'));
    return client;
  }

  #disconnect(): void {
    // Without a goodbye: what was not acknowledged is sent again in the session that stays.
    for (const client of this.#clients) client.end(true);
    this.#clients = [];
  }

  /** Acknowledges a message once it may be; never once this process stops, or another has its turn. */
  async #take(client: MqttClient, packet: IPublishPacket, acknowledge: () => void): Promise<void> {
    const work = this.#takeUntilStored(packet);
    this.#underWay.add(work);
    await work;
    this.#underWay.delete(work);
    if (!this.#stop.signal.aborted && this.#clients.includes(client)) acknowledge();
  }

  async #takeUntilStored({ topic: full, payload }: IPublishPacket): Promise<void> {
    const { taking, doors, log } = this.#dependencies;
    const found = tenantOfTopic(this.#options.topics, full);
    if (!found) return;
    const { signal } = this.#stop;
    const refusals: unknown[] = [];
    while (!signal.aborted) {
      try {
        const tenantId = await doors.tenantNamed(found.tenant);
        if (tenantId === null) throw new UnavailableError(`there is no tenant ${JSON.stringify(found.tenant)}`);
        if (refusals.length >= MOST_REFUSED) {
          await this.#putAside({ tenantId, topic: found.topic, payload: Buffer.from(payload) }, refusals.at(-1));
          return;
        }
        const from = { remoteAddress: '', token: this.#options.password ?? '' };
        await takePublication(taking, { tenantId, topic: found.topic, payload: Buffer.from(payload), ...from });
        return;
      } catch (failure) {
        if (isOfNoUse(failure)) refusals.push(failure);
        if (failure instanceof UnavailableError) log.debug({ err: failure }, 'a publication waits');
        else log.error({ err: failure }, 'a publication could not be taken in; trying again');
      }
      await sleep(AGAIN_MS, undefined, { signal }).catch(() => {});
    }
  }
  async #putAside(publication: Omit<PublicationAside, 'receivedAt'>, failure: unknown): Promise<void> {
    const { taking, log } = this.#dependencies;
    const { intake, clock } = taking;
    const fixId = await putAside(intake, { ...publication, receivedAt: clock.now() });
    log.error(
      { err: failure, fixId, tries: MOST_REFUSED },
      'a publication could not be taken in and lies in quarantine',
    );
  }
}
