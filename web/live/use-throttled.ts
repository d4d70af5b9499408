import { useEffect, useRef, useState } from 'react';

/** The newest of a value that changes often, at most once in `intervalMs`; the last one is never left out. */
export function useThrottled<T>(value: T, intervalMs: number): T {
  const [shown, setShown] = useState(value);
  const shownAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const show = () => {
      shownAt.current = performance.now();
      setShown(value);
    };
    const timer = setTimeout(show, Math.max(0, shownAt.current + intervalMs - performance.now()));
    return () => clearTimeout(timer);
  }, [value, intervalMs]);
  return shown;
}
