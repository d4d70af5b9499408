import Link from 'next/link';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';

/** One number with what it means; the whole tile leads on. */
export function StatTile({
  name,
  icon,
  href,
  value,
  warn = false,
  children,
}: {
  readonly name: string;
  readonly icon: IconName;
  readonly href: string;
  /** The number, or a dash while unknown. */
  readonly value: ReactNode;
  /** Whether the number asks for somebody's attention. */
  readonly warn?: boolean;
  /** What stands below the number. */
  readonly children: ReactNode;
}) {
  return (
    <Link
      prefetch={false}
      href={href}
      className="flex min-w-0 flex-col gap-1 rounded-2xl border border-line bg-surface px-4 py-3.5 transition-colors hover:border-line-strong"
    >
      <span className="flex items-center gap-2 text-sm font-medium text-muted">
        <Icon name={icon} size={18} />
        <span className="min-w-0 flex-1 leading-tight">{name}</span>
      </span>
      <span className={classNames('text-4xl font-semibold tracking-tight tabular-nums', warn && 'text-idle')}>
        {value}
      </span>
      <span className="text-sm text-muted">{children}</span>
    </Link>
  );
}
