import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type RefCallback,
} from 'react';
import { partsOfList, type Part } from './parts-of-list.ts';
import { RowHeights } from './row-heights.ts';

/** A long list of which only the rows in sight are in the document. */
export interface RowWindow {
  readonly parts: readonly Part[];
  /** For the element that scrolls. */
  readonly scroller: RefCallback<HTMLElement>;
  /** For each row, beside its place in the list as `data-index`. */
  readonly row: RefCallback<HTMLElement>;
  /** For the list: the keys that walk along it, and where the focus is. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: (event: FocusEvent) => void;
  /** Key of the row that last had the focus, or null. It stays in the document, out of sight too. */
  readonly current: string | null;
  /** Moves the focus to a row, wherever it is. */
  readonly focusRow: (index: number) => void;
  /** Scrolls as far as a row needs to be seen, or to the beginning. */
  readonly reveal: (index: number) => void;
}

// So far above and below what is seen rows are drawn already, so that scrolling does not show their absence.
const AHEAD_PX = 400;
// What is drawn changes in steps of this: less often than what is seen.
const STEP_PX = 200;
const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  j: 1,
  ArrowUp: -1,
  k: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/**
 * Draws a list of any length by the rows in sight. Their heights need not be known, nor be the same.
 * @param keys of all rows, in their order; pass the same array while nothing changed.
 * @param target selector of what takes the focus in a row.
 * @param estimate height of a row before any was drawn, in CSS pixels.
 * @param kept keys of rows that stay in the document out of sight, beside that with the focus.
 */
export function useRowWindow({
  keys,
  target,
  estimate,
  kept = NONE,
}: {
  readonly keys: readonly string[];
  readonly target: string;
  readonly estimate: number;
  readonly kept?: readonly (string | null)[];
}): RowWindow {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const latest = useRef({ keys, scroller });
  useLayoutEffect(() => {
    latest.current = { keys, scroller };
  });
  const { row, heights, gap, version } = useMeasuredRows(latest, estimate);
  const sight = useSight(scroller);
  // The version stands for what the heights have learned since.
  const offsets = useMemo(() => heights.offsets(keys, gap), [heights, keys, gap, version]);
  const keptPlaces = useMemo(() => {
    const wanted = new Set([current, ...kept]);
    return keys.flatMap((key, index) => (wanted.has(key) ? [index] : []));
  }, [keys, current, kept]);
  const parts = useMemo(
    () => partsOfList({ offsets, gap, sight, kept: keptPlaces }),
    [offsets, gap, sight, keptPlaces],
  );

  const focusRow = useFocusedRow({ latest, target, onLate: setCurrent });

  return {
    parts,
    scroller: setScroller,
    row,
    current,
    focusRow,
    onFocus: useCallback((event: FocusEvent) => {
      const index = indexOf(event.target);
      if (index !== null) setCurrent(latest.current.keys[index] ?? null);
    }, []),
    onKeyDown(event) {
      const [step, here] = [STEPS[event.key], indexOf(event.target)];
      if (step === undefined || here === null || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      focusRow(Math.min(Math.max(here + step, 0), keys.length - 1));
    },
    reveal(index) {
      const [top, bottom] = [offsets[index], offsets[index + 1]];
      if (!scroller || top === undefined || bottom === undefined) return;
      if (index === 0 || top < scroller.scrollTop) scroller.scrollTop = top;
      else if (bottom > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = bottom - scroller.clientHeight;
    },
  };
}

const NONE: readonly string[] = [];

/** How to move the focus to a row; one that is not drawn takes it as soon as it is. @param onLate has it drawn. */
function useFocusedRow({
  latest,
  target,
  onLate,
}: {
  readonly latest: { readonly current: { readonly keys: readonly string[]; readonly scroller: HTMLElement | null } };
  readonly target: string;
  readonly onLate: (key: string) => void;
}): (index: number) => void {
  const wanted = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const { keys, scroller } = latest.current;
    if (focusWithin(scroller, keys.indexOf(wanted.current), target)) wanted.current = null;
  });
  return useCallback(
    (index) => {
      const key = latest.current.keys[index];
      if (key === undefined || focusWithin(latest.current.scroller, index, target)) return;
      wanted.current = key;
      onLate(key);
    },
    [latest, target, onLate],
  );
}

/** What is looked at, and a little more, as the list is scrolled and changes its size. */
function useSight(scroller: HTMLElement | null): { readonly top: number; readonly bottom: number } {
  const [sight, setSight] = useState({ top: 0, bottom: 2 * AHEAD_PX });
  useEffect(() => {
    if (!scroller) return undefined;
    const look = () => {
      const top = Math.floor(scroller.scrollTop / STEP_PX) * STEP_PX - AHEAD_PX;
      const bottom = Math.ceil((scroller.scrollTop + scroller.clientHeight) / STEP_PX) * STEP_PX + AHEAD_PX;
      setSight((before) => (before.top === top && before.bottom === bottom ? before : { top, bottom }));
    };
    const resizes = new ResizeObserver(look);
    resizes.observe(scroller);
    scroller.addEventListener('scroll', look, { passive: true });
    return () => {
      resizes.disconnect();
      scroller.removeEventListener('scroll', look);
    };
  }, [scroller]);
  return sight;
}

/** Measures rows as long as they are drawn. */
function useMeasuredRows(
  latest: { readonly current: { readonly keys: readonly string[] } },
  estimate: number,
): {
  readonly row: RefCallback<HTMLElement>;
  readonly heights: RowHeights;
  readonly gap: number;
  readonly version: number;
} {
  const [heights] = useState(() => new RowHeights(estimate));
  const [{ gap, version }, setMeasured] = useState({ gap: 0, version: 0 });
  const observer = useRef<ResizeObserver | null>(null);
  const row = useCallback(
    (element: HTMLElement | null) => {
      if (!element) return undefined;
      observer.current ??= new ResizeObserver((entries) => {
        let changed = false;
        for (const { target, borderBoxSize } of entries) {
          const key = latest.current.keys[indexOf(target) ?? -1];
          const height = borderBoxSize[0]?.blockSize ?? 0;
          if (key !== undefined && target.isConnected) changed = heights.learn(key, height) || changed;
        }
        const list = entries.at(-1)?.target.parentElement;
        const gap = (list && Number.parseFloat(getComputedStyle(list).rowGap)) || 0;
        setMeasured((before) => (changed || before.gap !== gap ? { gap, version: before.version + 1 } : before));
      });
      const observing = observer.current;
      observing.observe(element);
      return () => observing.unobserve(element);
    },
    [heights, latest],
  );
  return { row, heights, gap, version };
}

/** The place of the row an element belongs to, or null outside of rows. */
function indexOf(element: EventTarget): number | null {
  const row = element instanceof Element ? element.closest<HTMLElement>('[data-index]') : null;
  return row ? Number(row.dataset['index']) : null;
}

/** Moves the focus into a row. Returns whether it is drawn. */
function focusWithin(scroller: HTMLElement | null, index: number, target: string): boolean {
  const element = scroller?.querySelector<HTMLElement>(`[data-index="${index}"] ${target}`);
  element?.focus();
  return Boolean(element);
}
