import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';

const ICONS: Readonly<Record<Tone, IconName>> = {
  danger: 'warning',
  warning: 'warning',
  info: 'info',
  success: 'check',
};

type Tone = 'danger' | 'warning' | 'info' | 'success';

/** A message in the flow of a page. A `danger` is read out at once. */
export function Notice({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={classNames(
        'flex items-start gap-2.5 rounded-lg px-3 py-2.5 text-sm',
        tone === 'danger' && 'bg-danger-soft text-danger',
        tone === 'warning' && 'bg-warning-soft text-idle',
        (tone === 'info' || tone === 'success') && 'bg-accent-soft text-text',
      )}
    >
      <span className="mt-0.5">
        <Icon name={ICONS[tone]} size={16} />
      </span>
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
