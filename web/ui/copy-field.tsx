'use client';

import { useEffect, useId, useState } from 'react';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

const SAID_FOR_MS = 2_000;

/** Text to take elsewhere, with a button that copies it. */
export function CopyField({
  label,
  value,
  labels,
}: {
  readonly label: string;
  readonly value: string;
  readonly labels: { readonly copy: string; readonly copied: string };
}) {
  const id = useId();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  // Outside of secure contexts there is no clipboard; then the text is selected for the viewer to copy.
  const copy = async (input: HTMLInputElement | null) => {
    input?.select();
    await navigator.clipboard?.writeText(value);
    setCopied(Boolean(navigator.clipboard));
  };

  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          className="min-h-11 min-w-0 flex-1 rounded-lg border border-line-strong bg-sunken px-3 font-mono text-[0.8125rem]"
        />
        <Button
          className="min-w-24"
          onClick={(event) => void copy(event.currentTarget.parentElement?.querySelector('input') ?? null)}
        >
          <Icon name={copied ? 'check' : 'copy'} size={16} />
          {copied ? labels.copied : labels.copy}
        </Button>
        <span role="status" className="sr-only">
          {copied ? labels.copied : ''}
        </span>
      </div>
    </div>
  );
}
