import type { KeyboardEvent } from 'react';

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** Moves the focus to the button of the next or previous row on arrow keys and j, k. */
export function focusNeighbour(event: KeyboardEvent, list: HTMLElement | null): void {
  const step = STEPS[event.key];
  if (!step || !list || event.ctrlKey || event.metaKey || event.altKey) return;
  const buttons = [...list.querySelectorAll('button')];
  const next = buttons[buttons.findIndex((button) => button === document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
