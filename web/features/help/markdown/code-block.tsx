'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Icon } from '../../../ui/icon.tsx';

const SAID_FOR_MS = 2_000;

/** Lines to take elsewhere, with a button that copies them. Too long ones scroll, with keys too. */
export function CodeBlock({ text }: { readonly text: string }) {
  const t = useTranslations('help');
  const code = useRef<HTMLPreElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  // Outside of secure contexts there is no clipboard; then the lines are selected for the reader to copy.
  const copy = async () => {
    if (code.current) getSelection()?.selectAllChildren(code.current);
    await navigator.clipboard?.writeText(text);
    setCopied(Boolean(navigator.clipboard));
  };

  return (
    <div className="relative">
      <pre
        ref={code}
        // Whoever has no pointer scrolls it with arrow keys.
        tabIndex={0}
        role="region"
        aria-label={t('code')}
        dir="ltr"
        className="overflow-x-auto overscroll-x-contain rounded-xl border border-line bg-sunken py-3 ps-4 pe-14 font-mono text-[0.8125rem] leading-relaxed"
      >
        <code>{text}</code>
      </pre>
      <button
        type="button"
        aria-label={copied ? t('copied') : t('copy')}
        onClick={() => void copy()}
        className="absolute inset-e-2 top-2 flex size-9 items-center justify-center rounded-lg border border-line bg-surface text-muted hover:text-text"
      >
        <Icon name={copied ? 'check' : 'copy'} size={16} />
      </button>
      <span role="status" className="sr-only">
        {copied ? t('copied') : ''}
      </span>
    </div>
  );
}
