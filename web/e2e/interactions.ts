import type { Page } from '@playwright/test';

/** What a page measures of what somebody does, see `watchInteractions`. */
interface Watched {
  readonly interactions: { readonly at: number; readonly durationMs: number }[];
}

/** Has the page measure, from now on, how long after a press or a key its next frame came. */
export async function watchInteractions(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched: Watched = { interactions: [] };
    Object.assign(globalThis, { watched });
    new PerformanceObserver((list) => {
      for (const { startTime, duration, interactionId } of list.getEntries() as PerformanceEventTiming[]) {
        if (interactionId) watched.interactions.push({ at: startTime, durationMs: duration });
      }
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
}

/** Milliseconds until something somebody does is painted; 16 where it is too short to be told. */
export async function paintedAfter(page: Page, act: () => Promise<void>): Promise<number> {
  const since = await page.evaluate(() => performance.now());
  await act();
  await page.waitForTimeout(700);
  return page.evaluate((from) => {
    const { interactions } = (globalThis as unknown as { watched: Watched }).watched;
    return Math.max(16, ...interactions.filter(({ at }) => at >= from).map(({ durationMs }) => durationMs));
  }, since);
}

/** The middle one. */
export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
