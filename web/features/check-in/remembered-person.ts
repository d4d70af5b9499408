import { useEffect, useState } from 'react';

/** Who checked in last in this tab: on somebody's own phone that is they themselves. */
export interface RememberedPerson {
  readonly id: string;
  readonly name: string;
}

const KEY = 'trekker-checked-in';

/** Who checked in before in this tab, or null. Stays the same while the page is shown. */
export function useRememberedPerson(): RememberedPerson | null {
  const [person, setPerson] = useState<RememberedPerson | null>(null);
  useEffect(() => setPerson(kept()), []);
  return person;
}

/** Keeps who checked in until the tab is closed, where the browser lets us. */
export function rememberPerson(person: RememberedPerson): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(person));
  } catch {
    // A browser that keeps nothing asks again.
  }
}

function kept(): RememberedPerson | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    if (typeof value !== 'object' || value === null || !('id' in value) || !('name' in value)) return null;
    const { id, name } = value;
    return typeof id === 'string' && typeof name === 'string' ? { id, name } : null;
  } catch {
    return null;
  }
}
