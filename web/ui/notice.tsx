import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';

/** A message in the flow of a page. A `danger` is read out at once. */
export function Notice({
  tone,
  children,
}: {
  readonly tone: 'danger' | 'warning' | 'info';
  readonly children: ReactNode;
}) {
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={classNames(
        'flex items-start gap-2.5 rounded-lg px-3 py-2.5 text-sm',
        tone === 'danger' && 'bg-danger-soft text-danger',
        tone === 'warning' && 'bg-warning-soft text-idle',
        tone === 'info' && 'bg-accent-soft text-text',
      )}
    >
      <span className="mt-0.5">
        <Icon name={tone === 'info' ? 'check' : 'warning'} size={16} />
      </span>
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
