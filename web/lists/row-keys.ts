import type { KeyboardEvent } from 'react';

// The link a row is about; `RowLink` carries the attribute.
const ROW_LINK = '[data-row]';

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** Moves the focus to the next or previous row on arrow keys and j, k; elsewhere than in a row they do nothing. */
export function moveAlongRows(event: KeyboardEvent, list: HTMLElement | null): void {
  const step = STEPS[event.key];
  if (!step || !list || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = linksOf(list);
  const row = event.target instanceof Element ? event.target.closest('tr, li') : null;
  const here = rows.findIndex((link) => link === event.target || row?.contains(link));
  if (here < 0) return;
  event.preventDefault();
  rows[here + step]?.focus();
}

/** Puts the focus on the first row. */
export function focusFirstRow(list: HTMLElement | null): void {
  if (list) linksOf(list)[0]?.focus();
}

function linksOf(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>(ROW_LINK)];
}
