import type { Decoded, Problem } from '../decoded.ts';
import { Unreadable } from '../unreadable.ts';
import { decodeVehicle } from './decode-vehicle.ts';
import { type FeedHeader, feedEntity, feedMessage } from './feed-schema.ts';
import { unixMsOf } from './feed-time.ts';

/** A feed: the vehicles in it, each judged alone, or one reason why it is none. */
export type DecodedFeed = VehicleFeed | { readonly kind: 'refused'; readonly problem: Problem };

/** A feed of GTFS-realtime as far as it is about vehicles. */
export interface VehicleFeed {
  readonly kind: 'feed';
  /** Unix milliseconds when the feed was made; null where it does not say. */
  readonly publishedAt: number | null;
  /** Whether it holds only what changed since the feed before, and not all there is. */
  readonly differential: boolean;
  /** One for each vehicle and time, in the feed's order. */
  readonly vehicles: readonly FeedVehicle[];
  /** Ids of the entities that the feed takes back. */
  readonly deleted: readonly string[];
  /** Entities left out because an earlier one has a place of the same vehicle at the same time. */
  readonly duplicates: number;
  /** Entities left out because they are about something else: trip updates and alerts. */
  readonly ignored: number;
}

/** One vehicle of a feed. */
export interface FeedVehicle {
  /** The entity's id, which is of use only to tell what a later feed takes back; empty where it has none. */
  readonly entityId: string;
  readonly result: Decoded;
}

/**
 * Reads a feed of vehicle positions (GTFS-realtime 1.0 and 2.0, Protocol Buffers). Positions are as exact as the
 * format's 32-bit numbers. A vehicle with two places at different times keeps both.
 *
 * Source: the reference of GTFS-realtime.
 */
export function decodeVehiclePositions(bytes: Uint8Array): DecodedFeed {
  const message = feedMessage.read(bytes);
  try {
    if (message === undefined) throw new Unreadable('feed', `${bytes.length} bytes`, 'a message of GTFS-realtime');
    if (message.header === undefined) throw new Unreadable('header', '', 'the header of a feed');
    return readFeed(message.header, message.entity ?? []);
  } catch (failure) {
    if (failure instanceof Unreadable) return { kind: 'refused', problem: failure.problem };
    throw failure;
  }
}

function readFeed(header: FeedHeader, entities: readonly Uint8Array[]): VehicleFeed {
  const publishedAt = unixMsOf('header.timestamp', header.timestamp);
  const read = entities.map((bytes) => readEntity(bytes, publishedAt));
  const all = read.filter((entity) => entity.kind === 'vehicle').map(({ entityId, result }) => ({ entityId, result }));
  const vehicles = withoutRepeats(all);
  return {
    kind: 'feed',
    publishedAt,
    differential: header.incrementality === 'DIFFERENTIAL',
    vehicles,
    deleted: read.filter((entity) => entity.kind === 'deleted').map(({ entityId }) => entityId),
    duplicates: all.length - vehicles.length,
    ignored: read.filter(({ kind }) => kind === 'ignored').length,
  };
}

type ReadEntity =
  | ({ readonly kind: 'vehicle' } & FeedVehicle)
  | { readonly kind: 'deleted' | 'ignored'; readonly entityId: string };

function readEntity(bytes: Uint8Array, publishedAt: number | null): ReadEntity {
  const entity = feedEntity.read(bytes);
  if (entity === undefined) {
    const { problem } = new Unreadable('entity', `${bytes.length} bytes`, 'an entity of GTFS-realtime');
    return { kind: 'vehicle', entityId: '', result: { kind: 'malformed', identifier: null, problem } };
  }
  const { id: entityId = '', isDeleted = false, vehicle } = entity;
  if (isDeleted) return { kind: 'deleted', entityId };
  if (vehicle === undefined) return { kind: 'ignored', entityId };
  return { kind: 'vehicle', entityId, result: decodeVehicle({ entity, vehicle, publishedAt }) };
}

/** Of the places of one vehicle at one time only the first. */
function withoutRepeats(vehicles: readonly FeedVehicle[]): FeedVehicle[] {
  const seen = new Set<string>();
  return vehicles.filter(({ result }) => {
    if (result.kind !== 'fix') return true;
    const key = JSON.stringify([result.fix.identifier, result.fix.recordedAt]);
    const isFirst = !seen.has(key);
    seen.add(key);
    return isFirst;
  });
}
