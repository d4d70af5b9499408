import { useCallback } from 'react';
import { textIn } from '../../lists/address.ts';
import { useAddress } from '../../lists/use-address.ts';

/** Whose day is looked at beside the grid. It is part of the address, so that it can be shared and survives a reload. */
export interface ChosenDay {
  readonly personId: string;
  /** `YYYY-MM-DD`, or null for the last day with hours. */
  readonly date: string | null;
}

/** The chosen day, and how to choose one; null chooses none. */
export function useChosenDay(): [ChosenDay | null, (chosen: ChosenDay | null) => void] {
  const { parameters, change } = useAddress();
  const personId = textIn(parameters, 'person');
  const choose = useCallback(
    (next: ChosenDay | null) => change({ person: next?.personId ?? null, day: next?.date ?? null }),
    [change],
  );
  return [personId === null ? null : { personId, date: textIn(parameters, 'day') }, choose];
}
