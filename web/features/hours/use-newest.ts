import { useState } from 'react';

/** The newest of a value that is there: the one before while the next is on its way, null before the first. */
export function useNewest<T>(value: T | null): T | null {
  const [newest, setNewest] = useState(value);
  if (value !== null && value !== newest) setNewest(value);
  return value ?? newest;
}
