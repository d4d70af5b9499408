import { spanOf } from '../../../live/zoned-days.ts';

/** From the begin of one day to the end of another in a time zone, as the API takes instants. Both `YYYY-MM-DD`. */
export function spanBetween({ first, last, timeZone }: { first: string; last: string; timeZone: string }): {
  readonly from: string;
  readonly to: string;
} {
  const day = (name: string) => spanOf(name, { days: 1, timeZone });
  return { from: new Date(day(first).from).toISOString(), to: new Date(day(last).to).toISOString() };
}
