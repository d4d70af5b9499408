import type { PresenceRulesInput, ZoneRulesFragment } from '../../../__generated__/graphql.ts';

/** A rule that a form asks for in a field; hours are asked for apart. */
export type RuleName = Exclude<keyof PresenceRulesInput, 'activeHours'>;

/** The rules of a zone or kind, without its hours. */
export type Rules = Pick<ZoneRulesFragment, RuleName>;

/** What is entered of a rule. */
export interface Rule {
  readonly name: RuleName;
  /** `times` is a factor, `switch` is yes or no; the API takes `duration` in seconds. */
  readonly measure: 'meters' | 'count' | 'times' | 'duration' | 'switch';
  /** Whether it may be without a limit. */
  readonly endless: boolean;
  readonly min?: number;
  readonly max?: number;
}

const meters = (name: RuleName, min: number, max: number): Rule => ({
  name,
  measure: 'meters',
  endless: false,
  min,
  max,
});
const count = (name: RuleName): Rule => ({ name, measure: 'count', endless: false, min: 1, max: 100 });
const duration = (name: RuleName): Rule => ({ name, measure: 'duration', endless: true, min: 0 });
const isOn = (name: RuleName): Rule => ({ name, measure: 'switch', endless: false });

/** Every rule, by what it is about. */
export const RULE_GROUPS = [
  {
    name: 'entering',
    rules: [meters('enterBufferMeters', 0, 10_000), count('enterConfirmFixes'), duration('enterConfirmSeconds')],
  },
  {
    name: 'leaving',
    rules: [
      meters('exitBufferMeters', 0, 10_000),
      { name: 'exitAccuracyWeight', measure: 'times', endless: false, min: 0, max: 3 },
      count('exitConfirmFixes'),
      duration('exitConfirmSeconds'),
    ],
  },
  {
    name: 'positions',
    rules: [
      { name: 'maxAccuracyMeters', measure: 'meters', endless: true, min: 0 },
      isOn('plausibleOnly'),
      { name: 'minAltitudeMeters', measure: 'meters', endless: true, min: -20_000, max: 100_000 },
      { name: 'maxAltitudeMeters', measure: 'meters', endless: true, min: -20_000, max: 100_000 },
    ],
  },
  {
    name: 'staying',
    rules: [
      duration('dwellSeconds'),
      duration('loiterSeconds'),
      meters('loiterRadiusMeters', 1, 10_000),
      duration('crossingSeconds'),
    ],
  },
  {
    name: 'silence',
    rules: [
      duration('probableAfterSeconds'),
      duration('staleAfterSeconds'),
      duration('endAfterSeconds'),
      isOn('endsWhenOff'),
    ],
  },
] as const satisfies readonly { readonly name: string; readonly rules: readonly Rule[] }[];

/** Every rule in the order of its groups. */
export const RULES: readonly Rule[] = RULE_GROUPS.flatMap(({ rules }) => [...rules]);
