import {
  resolveHost,
  runProjection,
  type ProjectionRunner,
  type Resolve,
  type RunnerDependencies,
  type Secret,
  type Service,
} from '@trekker/kit';

import type { TenancyConfig } from '../config.ts';
import { GEOFENCE_EVENTS_TOPIC, HEADCOUNT_EVENTS_TOPIC } from '../events.ts';
import { createDeliveries } from './deliveries/deliveries.ts';
import { createMailer, type Mailer } from './deliveries/mailer.ts';
import { notificationsProjection } from './notifications.ts';
import { createReplicas, type Replicas } from './replicas.ts';

/** What of the world outside tests replace. */
export interface Outside {
  /** Looks up what a host name stands for. */
  readonly resolve?: Resolve;
  /** Of [0, 1). */
  readonly random?: () => number;
}

/** Everything that tells somebody of something. */
export interface Notifying {
  readonly replicas: Replicas;
  readonly mailer: Mailer | null;
  readonly resolve: Resolve;
  /** Projections whose state callers are answered from. */
  readonly lookups: readonly ProjectionRunner[];
  readonly runners: readonly ProjectionRunner[];
  readonly deliveries: Service;
}

/** Follows what happens and tells of it; not yet started. */
export function createNotifying(
  deps: RunnerDependencies & { config: TenancyConfig; secret: Secret },
  { resolve = resolveHost, random = Math.random }: Outside,
): Notifying {
  const replicas = createReplicas(deps);
  const lookups = Object.values(replicas).map(({ runner }) => runner);
  const lookedUp = lookups.map(({ projection }) => projection);
  const told = [GEOFENCE_EVENTS_TOPIC, HEADCOUNT_EVENTS_TOPIC].map((topic) =>
    runProjection(notificationsProjection(topic, { replicas: lookedUp, clock: deps.clock }), deps),
  );
  const mailer = createMailer(deps.config);
  const deliveries = createDeliveries({ ...deps, mailer, resolve, random });
  return { replicas, mailer, resolve, lookups, runners: [...lookups, ...told], deliveries };
}
