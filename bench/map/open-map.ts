import { chromium, type CDPSession, type JSHandle, type Page } from '@playwright/test';

import type { BenchMap } from './bench-map.ts';
import { serveMap } from './serve-map.ts';
import { workOf } from './work-of.ts';

/** A page of a real Chromium that draws by software, with the sources of the map in it. */
export interface MapPage extends AsyncDisposable {
  readonly page: Page;
  /** Makes a map of so many trackers in place of the one before. */
  open(kind: 'ours' | 'peer', size: number): Promise<JSHandle<BenchMap>>;
  /**
   * Milliseconds that the page's main thread works while `run` does, drawing left out: without a graphics card it stands
   * still until a frame is painted elsewhere.
   */
  workOf(run: () => Promise<unknown>): Promise<number>;
  /** Bytes of the page's heap that are still needed. */
  heapBytes(): Promise<number>;
}

/** What the page offers, see `page.ts`. */
interface BenchWindow {
  readonly bench: Readonly<Record<'ours' | 'peer', (size: number) => BenchMap | Promise<BenchMap>>>;
}

export async function openMap(): Promise<MapPage> {
  const server = await serveMap();
  const browser = await chromium.launch({
    executablePath: process.env['TREKKER_CHROMIUM'] ?? '/usr/bin/chromium',
    // Chromium refuses its sandbox to root.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.on('pageerror', (error) => console.error(`the page threw: ${error.message}`));
  page.setDefaultTimeout(180_000);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await page.goto(server.url);
  await page.waitForFunction(() => 'bench' in globalThis);
  return {
    page,
    open: (kind, size) =>
      page.evaluateHandle(([which, count]) => (globalThis as unknown as BenchWindow).bench[which](count), [
        kind,
        size,
      ] as const),
    workOf: (run) => workOf(session, run),
    async heapBytes() {
      await session.send('HeapProfiler.collectGarbage');
      return metric(session, 'JSHeapUsedSize');
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

async function metric(session: CDPSession, name: string): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find((each) => each.name === name)?.value ?? Number.NaN;
}
