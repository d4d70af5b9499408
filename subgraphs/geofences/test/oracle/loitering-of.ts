import { metersBetween } from './great-circle.ts';
import type { Heard } from './oracle-visits.ts';
import type { OraclePhase } from './visit-of.ts';

/** The phases of loitering that the fixes inside prove. */
export function loiteringOf(heard: readonly Heard[]): OraclePhase[] {
  const phases: { from: number; to: number | null }[] = [];
  const inside = heard.filter(({ says }) => says === 'inside');
  let anchor: Heard['fix'] | null = null;
  for (const { fix, version } of inside) {
    const { loiterSeconds, loiterRadiusMeters } = version.rules;
    const last = phases.at(-1);
    const running = last?.to === null ? last : null;
    if (loiterSeconds === null) {
      if (running) running.to = fix.recordedAt;
      anchor = null;
      continue;
    }
    anchor ??= fix;
    if (metersBetween(anchor, fix) > loiterRadiusMeters) {
      if (running) running.to = fix.recordedAt;
      anchor = fix;
    } else if (!running) {
      const from = anchor.recordedAt + loiterSeconds * 1_000;
      if (fix.recordedAt >= from) phases.push({ from, to: null });
    }
  }
  return phases;
}
