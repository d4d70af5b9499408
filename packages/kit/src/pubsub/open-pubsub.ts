import type { Logger } from '../logger.ts';
import type { Secret } from '../secret.ts';
import { defineService } from '../service.ts';
import { memoryPubSub } from './pubsub.ts';
import { redisPubSub, type SharedPubSub } from './redis-pubsub.ts';

/** PubSub over Redis, or without its address within this process. Channels are those of the installation with the secret. */
export function openPubSub({
  redisUrl,
  secret,
  log,
}: {
  redisUrl: string | null;
  secret: Secret;
  log: Logger;
}): SharedPubSub {
  if (redisUrl !== null) {
    const namespace = `trekker:${secret.derive('redis channels').toString('hex').slice(0, 32)}`;
    return redisPubSub({ url: redisUrl, namespace, log });
  }
  return { ...memoryPubSub(), ...defineService({ name: 'wake-ups', start: async () => {}, stop: async () => {} }) };
}
