'use client';

import { useEffect, type ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { Icon } from './icon.tsx';

/** What is selected, over the map or on a phone below it. Escape closes. */
export function CardPanel({
  label,
  title,
  picture = null,
  subtitle,
  closeLabel,
  onClose,
  children,
}: {
  readonly label: string;
  readonly title: ReactNode;
  /** Stands before the title. */
  readonly picture?: ReactNode;
  readonly subtitle: ReactNode;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onClose]);
  return (
    <article
      aria-label={label}
      className="flex flex-col gap-3 overflow-y-auto border-line bg-raised p-4 max-md:row-start-2 max-md:border-t md:absolute md:top-3 md:inset-e-3 md:max-h-[calc(100%-1.5rem)] md:w-76 md:rounded-2xl md:border md:shadow-panel"
    >
      <header className="flex items-start gap-3">
        {picture}
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-base font-semibold">{title}</h2>
          {subtitle}
        </div>
        <IconButton label={closeLabel} onClick={onClose} className="-mt-1.5 -me-2">
          <Icon name="close" size={18} />
        </IconButton>
      </header>
      {children}
    </article>
  );
}
