/** A stay in a zone, `[fromMs, toMs)`, Unix milliseconds. */
export interface Stay {
  readonly fromMs: number;
  readonly toMs: number;
}

/** How far what rules found is from what was true. */
export interface RuleFigures {
  /** How many true stays there were. */
  readonly stays: number;
  readonly visits: number;
  /** Visits while nobody was there at all. */
  readonly falseVisits: number;
  /** Visits by which one true stay was told more than once. */
  readonly flaps: number;
  /** True stays of which nothing was told. */
  readonly missed: number;
  /** Seconds that were told and not true, and true and not told. */
  readonly wrongSeconds: number;
}

/** Compares visits of one tracker to one zone with its true stays. */
export function compareRules(visits: readonly Stay[], stays: readonly Stay[]): RuleFigures {
  const common = sum(visits.flatMap((visit) => stays.map((stay) => Math.max(0, sharedMs(visit, stay)))));
  const wrongMs = sum(visits.map(lengthMs)) + sum(stays.map(lengthMs)) - 2 * common;
  const met = stays.map((stay) => visits.filter((visit) => sharedMs(visit, stay) >= 0).length);
  return {
    stays: stays.length,
    visits: visits.length,
    falseVisits: visits.filter((visit) => !stays.some((stay) => sharedMs(visit, stay) >= 0)).length,
    flaps: sum(met.map((count) => Math.max(0, count - 1))),
    missed: met.filter((count) => count === 0).length,
    wrongSeconds: Math.round(wrongMs / 1_000),
  };
}

/** The figures of all together. */
export function totalOf(all: readonly RuleFigures[]): RuleFigures {
  const of = (name: keyof RuleFigures) => sum(all.map((each) => each[name]));
  const counts = { stays: of('stays'), visits: of('visits'), falseVisits: of('falseVisits'), flaps: of('flaps') };
  return { ...counts, missed: of('missed'), wrongSeconds: of('wrongSeconds') };
}

/** Milliseconds two stays have in common, 0 where they touch, negative where they do not. */
function sharedMs(a: Stay, b: Stay): number {
  return Math.min(a.toMs, b.toMs) - Math.max(a.fromMs, b.fromMs);
}

function lengthMs({ fromMs, toMs }: Stay): number {
  return toMs - fromMs;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
