import type { CDPSession } from '@playwright/test';

/** An event of a trace as Chromium writes it. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly dur?: number;
}

const TASK = 'ThreadControllerImpl::RunTask';
/** Fetches what was drawn, and waits for it. */
const DRAWING = 'LayerTreeHost::DoUpdateLayers';
const CATEGORIES = ['toplevel', 'cc', 'devtools.timeline'];

/** Milliseconds that a page's main thread works while `run` does, drawing left out. */
export async function workOf(session: CDPSession, run: () => Promise<unknown>): Promise<number> {
  const events: TraceEvent[] = [];
  const take = ({ value }: { value: unknown[] }) => void events.push(...(value as TraceEvent[]));
  session.on('Tracing.dataCollected', take);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES },
  });
  await run();
  const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', take);
  return workIn(events);
}

/** Only the main thread of the page itself fetches what was drawn. */
function workIn(events: readonly TraceEvent[]): number {
  const page = events.find(({ name }) => name === DRAWING);
  if (!page) throw new Error('nothing was drawn');
  const sum = (wanted: string) =>
    events
      .filter(({ name, ph, pid, tid }) => name === wanted && ph === 'X' && pid === page.pid && tid === page.tid)
      .reduce((total, { dur }) => total + (dur ?? 0) / 1_000, 0);
  return sum(TASK) - sum(DRAWING);
}
