import type { Page, WebSocketRoute } from '@playwright/test';

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
    data?: {
      positionsChanged?: { snapshot: boolean; positions: Streamed[] } | null;
      trackersChanged?: { snapshot: boolean } | null;
    } | null;
  };
}

/** Degrees between two of them. */
const APART = 0.000_25;

/** Adds trackers to all that a page gets to know of them: the list, and the streams of positions and of changes. */
export async function addManyTrackers(page: Page, many: ManyTrackers): Promise<void> {
  const nodes = Array.from({ length: many.count }, (_, index) => rowOf(index, 'CONNECTED'));
  const pageInfo = { __typename: 'PageInfo', hasNextPage: false, endCursor: null };
  // Those there are besides come with the snapshot of their stream.
  const data = { trackers: { __typename: 'TrackerConnection', nodes, pageInfo } };
  await page.route('**/graphql', (route) =>
    route.request().postData()?.includes('"operationName":"Trackers"')
      ? route.fulfill({ json: { data } })
      : route.fallback(),
  );
  await page.routeWebSocket(/graphql/, (socket) => joinStreams(socket, many));
}

function joinStreams(socket: WebSocketRoute, { count, moving = 0, changing = 0 }: ManyTrackers): void {
  const server = socket.connectToServer();
  const timers: ReturnType<typeof setInterval>[] = [];
  let round = 0;

  function move(snapshot: Message, first: Streamed): void {
    const from = ++round * moving;
    const positions = Array.from({ length: moving }, (_, at) => positionOf(first, (from + at) % count, round));
    socket.send(behind(snapshot, 'positionsChanged', { positions }));
  }

  function change(snapshot: Message): void {
    const connection = round % 2 ? 'IDLE' : 'CONNECTED';
    const trackers = Array.from({ length: changing }, (_, at) => rowOf((round * 7 + at) % count, connection));
    socket.send(behind(snapshot, 'trackersChanged', { trackers }));
  }

  server.onMessage((text) => {
    const message = typeof text === 'string' ? (JSON.parse(text) as Message) : {};
    const { positionsChanged, trackersChanged } = message.payload?.data ?? {};
    const first = positionsChanged?.positions[0];
    if (trackersChanged?.snapshot) timers.push(setInterval(() => change(message), 1_000));
    if (!positionsChanged?.snapshot || !first) return socket.send(text);
    timers.push(setInterval(() => move(message, first), 250));
    for (let index = 0; index < count; index++) positionsChanged.positions.push(positionOf(first, index, 0));
    return socket.send(JSON.stringify(message));
  });
  socket.onClose((code, reason) => {
    for (const timer of timers) clearInterval(timer);
    void server.close({ ...(code !== undefined && { code }), ...(reason !== undefined && { reason }) });
  });
}

/** An event behind a snapshot, of the same subscription. */
function behind(snapshot: Message, field: 'positionsChanged' | 'trackersChanged', changes: object): string {
  const data = { [field]: { ...snapshot.payload?.data?.[field], snapshot: false, ...changes } };
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
