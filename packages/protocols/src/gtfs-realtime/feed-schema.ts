import protobuf from 'protobufjs/light.js';

/** The part of a feed that is read here. An entity stays as bytes, so that a broken one spoils only itself. */
export interface FeedMessage {
  readonly header?: FeedHeader;
  readonly entity?: readonly Uint8Array[];
}

export interface FeedHeader {
  readonly gtfsRealtimeVersion?: string;
  /** Whether the feed is all there is, or only what changed; a number where it is neither. */
  readonly incrementality?: string | number;
  /** Unix seconds. */
  readonly timestamp?: number;
}

export interface FeedEntity {
  readonly id?: string;
  readonly isDeleted?: boolean;
  readonly vehicle?: VehiclePosition;
}

export interface VehiclePosition {
  readonly trip?: Readonly<Record<string, string | number>>;
  readonly vehicle?: Readonly<Record<string, string | number>>;
  readonly position?: VehiclePlace;
  readonly currentStopSequence?: number;
  readonly currentStatus?: string | number;
  /** Unix seconds. */
  readonly timestamp?: number;
  readonly congestionLevel?: string | number;
  readonly stopId?: string;
  readonly occupancyStatus?: string | number;
  readonly occupancyPercentage?: number;
}

export interface VehiclePlace {
  readonly latitude?: number;
  readonly longitude?: number;
  /** Degrees clockwise from north. */
  readonly bearing?: number;
  /** Metres. */
  readonly odometer?: number;
  /** Metres per second. */
  readonly speed?: number;
}

const field = (id: number, type: string) => ({ id, type });

/** A message of Protocol Buffers 2, in which a field that is sent as 0 differs from one that is not sent. */
const message = (fields: protobuf.IType['fields']): protobuf.IType => ({ edition: 'proto2', fields });

/** Values of an enumeration in the order of their numbers, from 0. */
const enumeration = (names: string) => ({ values: Object.fromEntries(names.split(' ').map((name, at) => [name, at])) });

/** Numbers and types of the fields, from the reference of GTFS-realtime 2.0. Nothing is required: that is judged later. */
const schema = protobuf.Root.fromJSON({
  nested: {
    FeedMessage: message({ header: field(1, 'FeedHeader'), entity: { ...field(2, 'bytes'), rule: 'repeated' } }),
    FeedHeader: message({
      gtfsRealtimeVersion: field(1, 'string'),
      incrementality: field(2, 'Incrementality'),
      timestamp: field(3, 'uint64'),
    }),
    Incrementality: enumeration('FULL_DATASET DIFFERENTIAL'),
    FeedEntity: message({ id: field(1, 'string'), isDeleted: field(2, 'bool'), vehicle: field(4, 'VehiclePosition') }),
    VehiclePosition: message({
      trip: field(1, 'TripDescriptor'),
      position: field(2, 'Position'),
      currentStopSequence: field(3, 'uint32'),
      currentStatus: field(4, 'VehicleStopStatus'),
      timestamp: field(5, 'uint64'),
      congestionLevel: field(6, 'CongestionLevel'),
      stopId: field(7, 'string'),
      vehicle: field(8, 'VehicleDescriptor'),
      occupancyStatus: field(9, 'OccupancyStatus'),
      occupancyPercentage: field(10, 'uint32'),
    }),
    TripDescriptor: message({
      tripId: field(1, 'string'),
      startTime: field(2, 'string'),
      startDate: field(3, 'string'),
      scheduleRelationship: field(4, 'ScheduleRelationship'),
      routeId: field(5, 'string'),
      directionId: field(6, 'uint32'),
    }),
    ScheduleRelationship: {
      values: { SCHEDULED: 0, ADDED: 1, UNSCHEDULED: 2, CANCELED: 3, DUPLICATED: 6, DELETED: 7 },
    },
    Position: message({
      latitude: field(1, 'float'),
      longitude: field(2, 'float'),
      bearing: field(3, 'float'),
      odometer: field(4, 'double'),
      speed: field(5, 'float'),
    }),
    VehicleDescriptor: message({ id: field(1, 'string'), label: field(2, 'string'), licensePlate: field(3, 'string') }),
    VehicleStopStatus: enumeration('INCOMING_AT STOPPED_AT IN_TRANSIT_TO'),
    CongestionLevel: enumeration('UNKNOWN_CONGESTION_LEVEL RUNNING_SMOOTHLY STOP_AND_GO CONGESTION SEVERE_CONGESTION'),
    OccupancyStatus: enumeration(
      'EMPTY MANY_SEATS_AVAILABLE FEW_SEATS_AVAILABLE STANDING_ROOM_ONLY CRUSHED_STANDING_ROOM_ONLY FULL NOT_ACCEPTING_PASSENGERS NO_DATA_AVAILABLE NOT_BOARDABLE',
    ),
  },
});

/** Reads and writes messages of one type. */
export interface MessageCodec<T> {
  /** The message, without what was not sent; undefined where the bytes are no message. */
  readonly read: (bytes: Uint8Array) => T | undefined;
  readonly write: (message: T) => Uint8Array;
}

function codecOf<T extends object>(name: string): MessageCodec<T> {
  const type = schema.lookupType(name);
  return {
    read: (bytes) => {
      try {
        // The schema above names these fields with these types, and no others survive reading.
        return type.toObject(type.decode(bytes), { longs: Number, enums: String }) as T;
      } catch {
        return undefined;
      }
    },
    write: (message) => type.encode(type.fromObject(message)).finish(),
  };
}

export const feedMessage: MessageCodec<FeedMessage> = codecOf<FeedMessage>('FeedMessage');
export const feedEntity: MessageCodec<FeedEntity> = codecOf<FeedEntity>('FeedEntity');
