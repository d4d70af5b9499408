import type { Page } from '@playwright/test';
import { dayOf } from '../live/zoned-days.ts';
import { ask } from './ask.ts';

/** The day of an instant where the organisation is, `YYYY-MM-DD`. @param instant Unix milliseconds. */
export async function dayAt(page: Page, instant: number): Promise<string> {
  const { viewer } = await ask<{ viewer: { tenant: { timeZone: string } } }>(page, TIME_ZONE, {});
  return dayOf(instant, viewer.tenant.timeZone);
}

const TIME_ZONE = `query { viewer { tenant { timeZone } } }`;
