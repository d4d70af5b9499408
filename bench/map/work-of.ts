import type { CDPSession } from '@playwright/test';

/** An event of a trace as Chromium writes it. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly dur?: number;
  /** Of an event that names a thread: its name. */
  readonly args?: { readonly name?: string };
}

const MAIN_THREAD = 'CrRendererMain';
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

function workIn(events: readonly TraceEvent[]): number {
  const isMain = ({ pid, tid }: TraceEvent) =>
    events.some((each) => each.pid === pid && each.tid === tid && each.args?.name === MAIN_THREAD);
  const page = events.find((event) => event.name === TASK && isMain(event));
  if (!page) throw new Error('the trace has no main thread of a page');
  const sum = (wanted: string) =>
    events
      .filter(({ name, ph, pid, tid }) => name === wanted && ph === 'X' && pid === page.pid && tid === page.tid)
      .reduce((total, { dur }) => total + (dur ?? 0) / 1_000, 0);
  return sum(TASK) - sum(DRAWING);
}
