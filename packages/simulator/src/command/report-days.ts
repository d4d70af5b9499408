import { type FeedProgress, createFeed } from '../feed/create-feed.ts';
import { type DeviceListener, deviceSender } from '../feed/device-sender.ts';
import { osmAndSender } from '../feed/osmand-sender.ts';
import { ownTracksSender } from '../feed/owntracks-sender.ts';
import type { Mover } from '../movers/mover.ts';
import { createHastyClock } from '../time/hasty-clock.ts';
import type { Span } from '../truth/true-visits.ts';

/** What is reported where. */
export interface ReportDays extends Span {
  readonly movers: readonly Mover[];
  /** The link of a door, with a slash at its end. */
  readonly url: URL;
  /** Where vehicles report to instead; null: there, too. */
  readonly trackers: DeviceListener | null;
  /** Milliseconds of the site in one of life until it has caught up. */
  readonly rate: number;
  readonly intervalMs: number;
  readonly signal: AbortSignal;
  /** Hears now and then how far it is: the site's clock, Unix milliseconds. */
  readonly onProgress: (nowMs: number, progress: FeedProgress) => void;
}

/** From one word about progress to the next, in milliseconds of life. */
const TELL_MS = 5_000;

/**
 * Lets trackers report a stretch of time that began in the past: faster than life until it has caught up, and then with
 * it, to the stretch's end or until the signal aborts. What waits to be sent again then is left.
 */
export async function reportDays(options: ReportDays): Promise<FeedProgress> {
  const { movers, url, trackers, rate, intervalMs, signal, fromMs, toMs, onProgress } = options;
  const clock = createHastyClock({ fromMs, rate });
  const feed = createFeed({
    movers,
    senderOf: (mover) => (mover.kind === 'vehicle' && trackers ? deviceSender(trackers) : appOf(mover, url)),
    clock,
    sleep: (ms, until) => clock.sleep(ms, until),
    intervalMs,
    signal,
  });
  await feed.start();
  const telling = setInterval(() => onProgress(clock.now(), feed.progress()), TELL_MS);
  while (!signal.aborted && clock.now() < toMs) await clock.sleep(toMs - clock.now(), signal);
  clearInterval(telling);
  await feed.stop();
  return feed.progress();
}

function appOf({ protocol, site }: Mover, { href: doorUrl }: URL) {
  return protocol === 'osmand' ? osmAndSender(doorUrl) : ownTracksSender({ doorUrl, site, regions: [] });
}
