import { useViewing } from '../../live/viewer-provider.tsx';
import { useStoredFlag } from '../../ui/use-stored-flag.ts';
import { STEPS, type StepName } from './start-steps.ts';

/** What somebody does not want to do, kept in this browser; how far a step is never follows from it. */
export interface Skipped {
  readonly steps: ReadonlySet<StepName>;
  readonly set: (step: StepName, skipped: boolean) => void;
  /** Whether the card of the overview was put away. */
  readonly dismissed: boolean;
  readonly dismiss: () => void;
}

export function useSkipped(): Skipped {
  const { id } = useViewing().viewer.tenant;
  const flags = {
    site: useStoredFlag(`start-${id}-site-skipped`, OFF),
    people: useStoredFlag(`start-${id}-people-skipped`, OFF),
    phone: useStoredFlag(`start-${id}-phone-skipped`, OFF),
  };
  const [dismissed, setDismissed] = useStoredFlag(`start-${id}-dismissed`, OFF);
  return {
    steps: new Set(STEPS.filter((step) => flags[step][0])),
    set: (step, skipped) => flags[step][1](skipped),
    dismissed,
    dismiss: () => setDismissed(true),
  };
}

const OFF = { byDefault: false };
