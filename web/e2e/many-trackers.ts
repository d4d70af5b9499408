import type { Page, WebSocketRoute } from '@playwright/test';
import { tileAt, tileKey, type MapTile } from '@trekker/geo';

/** How the trackers that were added behave. */
export interface ManyTrackers {
  readonly count: number;
  /** How many of them send a position in each quarter of a second. */
  readonly moving?: number;
  /** How many of them are heard better or worse in each second. */
  readonly changing?: number;
}

interface Streamed {
  readonly id: string;
  readonly recordedAt: string;
  readonly receivedAt: string;
  readonly tracker: { readonly id: string };
  readonly latitude: number;
  readonly longitude: number;
}

interface Message {
  readonly id?: string;
  readonly type?: string;
  payload?: {
    readonly operationName?: string;
    readonly variables?: { readonly filter?: PartFilter };
    data?: {
      positionUpdates?: { snapshot: boolean; positions: Streamed[] } | null;
      positionsChanged?: { snapshot: boolean; positions: Streamed[] } | null;
      trackersChanged?: { snapshot: boolean } | null;
    } | null;
  };
}

/** Of which part of all a page wants positions. */
export interface PartFilter {
  readonly tiles?: readonly MapTile[];
  readonly trackerIds?: readonly string[];
}

/** What a page follows, as it is told over its socket. */
export interface Followed {
  /** Parts that were ever wanted, oldest first. */
  readonly wanted: PartFilter[];
  /** How many sockets were opened. */
  sockets: number;
  /** Trackers that were told of over and above a snapshot of all. */
  readonly told: Set<string>;
}

/** Degrees between two of them. */
const APART = 0.000_25;

/** Adds trackers to all that a page gets to know of them: the list, and the streams of positions and of changes. */
export async function addManyTrackers(page: Page, many: ManyTrackers): Promise<Followed> {
  const followed: Followed = { wanted: [], sockets: 0, told: new Set() };
  const nodes = Array.from({ length: many.count }, (_, index) => rowOf(index, 'CONNECTED'));
  const pageInfo = { __typename: 'PageInfo', hasNextPage: false, endCursor: null };
  // Those there are besides come with the snapshot of their stream.
  const data = { trackers: { __typename: 'TrackerConnection', nodes, pageInfo } };
  await page.route('**/graphql', (route) =>
    route.request().postData()?.includes('"operationName":"Trackers"')
      ? route.fulfill({ json: { data } })
      : route.fallback(),
  );
  await page.routeWebSocket(/graphql/, (socket) => joinStreams(socket, many, followed));
  return followed;
}

/** A stream of positions that runs. */
interface Running {
  readonly field: 'positionsChanged' | 'positionUpdates';
  readonly isIn: (position: Streamed) => boolean;
  readonly snapshot: Message;
}

function joinStreams(
  socket: WebSocketRoute,
  { count, moving = 0, changing = 0 }: ManyTrackers,
  followed: Followed,
): void {
  const server = socket.connectToServer();
  const timers: ReturnType<typeof setInterval>[] = [];
  const filters = new Map<string, PartFilter>();
  const running = new Map<string, Running>();
  let round = 0;
  let pattern: Streamed | undefined;
  followed.sockets++;

  /** The added trackers of a part, as many as `length` from the one at `from` on. */
  function added({ isIn }: Pick<Running, 'isIn'>, from: number, length: number): Streamed[] {
    const like = pattern;
    if (!like) return [];
    return Array.from({ length }, (_, at) => positionOf(like, (from + at) % count, round)).filter(isIn);
  }

  function move(): void {
    round++;
    for (const stream of running.values()) {
      const positions = added(stream, round * moving, moving);
      if (positions.length) socket.send(behind(stream.snapshot, stream.field, { positions }));
      if (stream.field === 'positionUpdates') for (const { tracker } of positions) followed.told.add(tracker.id);
    }
  }

  function change(snapshot: Message): void {
    const connection = round % 2 ? 'IDLE' : 'CONNECTED';
    const trackers = Array.from({ length: changing }, (_, at) => rowOf((round * 7 + at) % count, connection));
    socket.send(behind(snapshot, 'trackersChanged', { trackers }));
  }

  function join(message: Message, field: Running['field'], positions: Streamed[]): void {
    const stream = { field, isIn: partTest(filters.get(message.id ?? '')), snapshot: { ...message } };
    pattern ??= positions[0];
    if (pattern) positions.push(...added(stream, 0, count));
    running.set(message.id ?? '', stream);
  }

  timers.push(setInterval(move, 250));
  socket.onMessage((text) => {
    const message = messageOf(text);
    const { filter } = message.payload?.variables ?? {};
    if (filter && message.id) {
      filters.set(message.id, filter);
      followed.wanted.push(filter);
    }
    if (message.type === 'complete') running.delete(message.id ?? '');
    server.send(text);
  });
  server.onMessage((text) => {
    const message = messageOf(text);
    const data = message.payload?.data;
    if (data?.trackersChanged?.snapshot) timers.push(setInterval(() => change(message), 1_000));
    for (const field of ['positionsChanged', 'positionUpdates'] as const) {
      const event = data?.[field];
      if (event?.snapshot) join(message, field, event.positions);
      if (event?.snapshot) return socket.send(JSON.stringify(message));
    }
    return socket.send(text);
  });
  socket.onClose((code, reason) => {
    for (const timer of timers) clearInterval(timer);
    void server.close({ ...(code !== undefined && { code }), ...(reason !== undefined && { reason }) });
  });
}

function messageOf(text: string | Buffer): Message {
  return typeof text === 'string' ? (JSON.parse(text) as Message) : {};
}

/** Tells of a position whether it is in a part; without a filter all are. */
function partTest(filter: PartFilter | undefined): Running['isIn'] {
  const { tiles, trackerIds } = filter ?? {};
  const keys = tiles && new Set(tiles.map(tileKey));
  return (position) => {
    if (trackerIds && !trackerIds.includes(position.tracker.id)) return false;
    return !keys || keys.has(tileKey(tileAt(position, tiles?.[0]?.zoom ?? 0)));
  };
}

/** An event behind a snapshot, of the same subscription. */
function behind(snapshot: Message, field: Running['field'] | 'trackersChanged', changes: object): string {
  const data = { [field]: { ...snapshot.payload?.data?.[field], snapshot: false, left: [], ...changes } };
  return JSON.stringify({ ...snapshot, payload: { data } });
}

function rowOf(index: number, connection: string): object {
  const name = `Stranger ${String(index).padStart(5, '0')}`;
  return {
    __typename: 'Tracker',
    id: `stranger-${index}`,
    name,
    identifiers: [name],
    connection,
    lastHeardAt: new Date().toISOString(),
    unit: null,
    person: null,
    asset: null,
  };
}

function positionOf(first: Streamed, index: number, round: number): Streamed {
  const [row, column] = [Math.floor(index / 100) - 50, (index % 100) - 50];
  const now = new Date().toISOString();
  return {
    ...first,
    recordedAt: now,
    receivedAt: now,
    id: `stranger-${index}-${round}`,
    tracker: { ...first.tracker, id: `stranger-${index}` },
    latitude: first.latitude + row * APART + (round % 10) * APART * 0.05,
    longitude: first.longitude + column * APART * 1.6,
  };
}
