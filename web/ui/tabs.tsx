'use client';

import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** One of several views of which one is shown. */
export interface Tab {
  readonly key: string;
  readonly name: string;
  readonly content: ReactNode;
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** Views side by side, one shown; arrow keys go from one to the next. Where they do not fit they are scrolled, the shown one in sight. */
export function Tabs({
  label,
  tabs,
  first,
}: {
  readonly label: string;
  readonly tabs: readonly [Tab, ...Tab[]];
  /** Key of the view that is shown at first; another, or none, means the first of them. */
  readonly first?: string | null;
}) {
  const [shown, setShown] = useState(first ?? tabs[0].key);
  const current = tabs.find(({ key }) => key === shown) ?? tabs[0];
  const list = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    if (list.current) bringIntoSight(list.current);
  }, [current.key]);

  function onKey(event: KeyboardEvent) {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (tabs.indexOf(current) + step + tabs.length) % tabs.length;
    setShown(tabs[next]?.key ?? shown);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  }

  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        onKeyDown={onKey}
        className="flex gap-1 overflow-x-auto overscroll-x-contain rounded-lg border border-line bg-sunken p-1"
      >
        {tabs.map(({ key, name }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`${id}-${key}`}
            aria-selected={key === current.key}
            aria-controls={`${id}-panel`}
            tabIndex={key === current.key ? 0 : -1}
            onClick={() => setShown(key)}
            className={classNames(
              'min-h-9 flex-1 rounded-md px-3 text-sm font-medium whitespace-nowrap -outline-offset-2!',
              key === current.key ? 'bg-raised text-text shadow-sm' : 'text-muted hover:text-text',
            )}
          >
            {name}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${current.key}`}>
        {current.content}
      </div>
    </div>
  );
}

/** How much of the next one is seen, in pixels, so that one knows there is more. */
const PEEK = 32;

/** Scrolls the shown one into sight: within its list only, for a page must not jump to its tabs. */
function bringIntoSight(list: HTMLElement): void {
  const tab = list.querySelector('[aria-selected=true]')?.getBoundingClientRect();
  if (!tab) return;
  const { left, right } = list.getBoundingClientRect();
  if (tab.left < left + PEEK) list.scrollBy({ left: tab.left - left - PEEK });
  else if (tab.right > right - PEEK) list.scrollBy({ left: tab.right - right + PEEK });
}
