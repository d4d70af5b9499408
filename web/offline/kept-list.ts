/** Under which name the list lies in the storage of the tab; the page in place of one that could not be fetched reads it. */
export const KEPT_LIST = 'trekker-muster-list';

/** The list of an open muster as it was last known to be right, in the words of the viewer's language. */
export interface KeptList {
  /** Name and purpose of the muster. */
  readonly title: string;
  /** How many are missing, in words. */
  readonly summary: string;
  /** When it was right, Unix milliseconds of this machine. */
  readonly at: number;
  readonly people: readonly KeptPerson[];
}

/** Somebody on it. */
export interface KeptPerson {
  readonly name: string;
  /** How they stand, in words. */
  readonly state: string;
  /** Where they were last or stand, in words; empty where nothing is known. */
  readonly where: string;
  /** Whether they are to be looked for. */
  readonly missing: boolean;
}

type TabStorage = Pick<Storage, 'setItem' | 'removeItem'>;

/** Keeps a list until the tab is closed, in place of the one before. A browser that keeps nothing is left alone. */
export function keepList(list: KeptList, storage: () => TabStorage = () => sessionStorage): void {
  try {
    storage().setItem(KEPT_LIST, JSON.stringify(list));
  } catch {
    // An old list must not stand for the new one.
    forgetList(storage);
  }
}

/** Forgets the list: the muster is over, or whoever saw it leaves. */
export function forgetList(storage: () => TabStorage = () => sessionStorage): void {
  try {
    storage().removeItem(KEPT_LIST);
  } catch {
    // Where nothing can be taken away nothing was kept.
  }
}
