import { crossingBetween } from './crossing-between.ts';
import { endOfHours } from './active-hours.ts';
import { endAfter, holdingAt, isActive, type OracleVersion, type Shaped } from './fence-history.ts';
import { inOrder, type OracleFix } from './oracle-fix.ts';
import { plausibleFixes } from './plausible-fixes.ts';
import { visitOf, type OracleVisit } from './visit-of.ts';
import { whatAFixSays, type Says } from './what-a-fix-says.ts';
import { whenItMoved } from './when-it-moved.ts';

/** A fix that was heard while a version was active. */
export interface Heard {
  readonly fix: OracleFix;
  readonly version: Shaped;
  readonly says: Says;
  /** When the tracker was heard next, whatever it said; null while it was not. */
  readonly next: number | null;
}

/** What becomes a visit once it is confirmed. */
export interface Stay {
  readonly openedBy: OracleFix;
  confirmed: boolean;
  /** Fixes inside, in a row. */
  agreed: number;
  /** Fixes outside in a row; empty unless EXITING. */
  outside: Heard[];
  /** All that was heard since it began, up to the last fix heard. */
  heard: Heard[];
}

/** What is asked: fixes of one tracker in any order, versions of any geofences, and how far time has come. */
export interface OracleQuestion {
  readonly fixes: readonly OracleFix[];
  readonly versions: readonly OracleVersion[];
  /** Unix milliseconds; what time alone does up to and with this instant is done. */
  readonly until: number;
}

/** The visits of one tracker to all geofences by `docs/presence.md`, ordered by geofence and begin. */
export function oracleVisits({ fixes, versions, until }: OracleQuestion): OracleVisit[] {
  const ordered = inOrder(fixes);
  const fences = [...Map.groupBy(versions, ({ geofenceId }) => geofenceId)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return fences.flatMap(([, ofOne]) => visitsToOne({ fixes: ordered, versions: ofOne, until }));
}

function visitsToOne({ fixes, versions, until }: OracleQuestion): OracleVisit[] {
  const plausible = plausibleFixes(fixes);
  const visits: OracleVisit[] = [];
  const now: { stay: Stay | null; before: Heard | null } = { stay: null, before: null };

  for (const [index, fix] of fixes.entries()) {
    letTimePass(fix.recordedAt);
    hear(fix, fixes[index + 1]?.recordedAt ?? null);
  }
  letTimePass(until);
  if (now.stay) finish({ to: null, endReason: null });
  return visits.toSorted((a, b) => a.from - b.from);

  /** Does what time alone does up to and with an instant. */
  function letTimePass(instant: number): void {
    for (;;) {
      const due = whatTimeDoes().filter(({ at }) => at <= instant);
      const [first] = due.toSorted((a, b) => a.at - b.at);
      if (!first) return;
      first.happens();
    }
  }

  /** In the order of the document's list; sorting keeps it where instants are equal. */
  function whatTimeDoes(): { at: number; happens: () => void }[] {
    const { stay } = now;
    const last = stay?.heard.at(-1);
    if (!stay || !last) return [];
    const { rules } = last.version;
    const heardAt = last.fix.recordedAt;
    const [firstOutside] = stay.outside;
    const all: { at: number | null; happens: () => void }[] = [];
    if (!stay.confirmed) {
      const at = plusSeconds(stay.openedBy.recordedAt, rules.enterConfirmSeconds);
      all.push({ at, happens: () => void (stay.confirmed = true) });
    } else if (firstOutside) {
      const at = plusSeconds(firstOutside.fix.recordedAt, rules.exitConfirmSeconds);
      all.push({ at, happens: leave });
    }
    const archivedAt = endAfter(versions, heardAt);
    all.push({ at: archivedAt, happens: () => finish({ to: archivedAt, endReason: 'FENCE_CHANGED' }) });
    const inactiveAt = rules.activeHours && endOfHours(rules.activeHours, heardAt);
    all.push({ at: inactiveAt, happens: () => finish({ to: inactiveAt, endReason: 'INACTIVE' }) });
    const silentAt = plusSeconds(heardAt + 1, rules.endAfterSeconds);
    const fallSilent = () => (firstOutside ? leave() : finish({ to: heardAt, endReason: 'STALE' }));
    all.push({ at: silentAt, happens: fallSilent });
    return all.flatMap(({ at, happens }) => (at === null ? [] : [{ at, happens }]));
  }

  function hear(fix: OracleFix, next: number | null): void {
    const version = holdingAt(versions, fix.recordedAt);
    if (!isActive(version, fix.recordedAt)) return findInactive(version);
    const heard: Heard = { fix, version, says: whatAFixSays(fix, version, plausible.has(fix)), next };
    const crossed = now.stay ? null : crossingBetween(now.before, heard);
    if (crossed) visits.push(crossed);
    judge(heard);
    const isLost = fix.off && version.rules.endsWhenOff && now.stay?.confirmed === true;
    if (fix.off && version.rules.endsWhenOff) finish({ to: fix.recordedAt, endReason: 'DEVICE_OFF' });
    // A visit that is lost until the next fix is a state that was kept.
    now.before = now.stay || isLost ? null : heard;
  }

  function findInactive(version: OracleVersion | null): void {
    const heardAt = now.stay?.heard.at(-1)?.fix.recordedAt ?? 0;
    const to = Math.max(heardAt, version?.validFrom ?? 0);
    finish({ to, endReason: version?.shape === null ? 'FENCE_CHANGED' : 'INACTIVE' });
    now.before = null;
  }

  function judge(heard: Heard): void {
    const { rules } = heard.version;
    if (heard.says === 'inside') {
      now.stay ??= { openedBy: heard.fix, confirmed: false, agreed: 0, outside: [], heard: [] };
      now.stay.agreed += 1;
      now.stay.outside = [];
      if (now.stay.agreed >= rules.enterConfirmFixes) now.stay.confirmed = true;
    }
    if (heard.says === 'outside' && now.stay && !now.stay.confirmed) now.stay = null;
    if (heard.says === 'outside' && now.stay) {
      now.stay.outside.push(heard);
      if (now.stay.outside.length >= rules.exitConfirmFixes) return leave();
    }
    now.stay?.heard.push(heard);
  }

  /** Ends an EXITING visit at the first fix outside, or at the edit that took the ground from under it. */
  function leave(): void {
    const { stay } = now;
    const first = stay?.outside[0];
    const lastInside = stay?.heard.findLast(({ says }) => says === 'inside');
    if (!stay || !first || !lastInside) throw new Error('only who was inside and then outside can leave');
    const movedAt = whenItMoved(versions, lastInside, first);
    if (movedAt === null) finish({ to: first.fix.recordedAt, endReason: 'LEFT' });
    else finish({ to: Math.max(movedAt, stay.openedBy.recordedAt), endReason: 'FENCE_CHANGED' });
  }

  /** Ends what lasts: a visit is kept, what was never confirmed is as if it had not been. */
  function finish(end: Pick<OracleVisit, 'to' | 'endReason'>): void {
    if (now.stay?.confirmed) visits.push(visitOf(now.stay, end, until));
    now.stay = null;
  }
}

function plusSeconds(instant: number, seconds: number | null): number | null {
  return seconds === null ? null : instant + seconds * 1_000;
}
