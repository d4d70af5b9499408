'use client';

import { useEffect, useRef } from 'react';
import { Icon } from './icon.tsx';

/** Text to look for. The key `/` leads here from anywhere on the page, Escape empties it. */
export function SearchField({
  label,
  placeholder,
  value,
  onChange,
  onArrowDown,
}: {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Called when somebody wants to go on to what was found. */
  readonly onArrowDown?: () => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest('input, textarea, select, dialog');
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className="relative">
      <span className="pointer-events-none absolute inset-y-0 inset-s-3 flex items-center text-muted">
        <Icon name="search" size={16} />
      </span>
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value) onChange('');
          if (event.key !== 'ArrowDown' || !onArrowDown) return;
          event.preventDefault();
          onArrowDown();
        }}
        className="min-h-10 w-full rounded-lg border border-line-strong bg-surface pe-3 ps-9 text-sm placeholder:text-muted"
      />
    </div>
  );
}
