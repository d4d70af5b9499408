import Link from 'next/link';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

/** Part of a page under a heading of its own, with a way to all of it. */
export function Panel({
  title,
  note = null,
  more = null,
  children,
}: {
  readonly title: string;
  /** Said beside the heading, for example that what is shown is old. */
  readonly note?: ReactNode;
  /** Where all of it is. */
  readonly more?: { readonly href: string; readonly name: string } | null;
  readonly children: ReactNode;
}) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col rounded-2xl border border-line bg-surface">
      <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-2.5 pb-1.5">
        <h2 className="font-semibold">{title}</h2>
        <div className="min-w-0 flex-1">{note}</div>
        {more && (
          <Link
            prefetch={false}
            href={more.href}
            className="-me-1.5 inline-flex min-h-8 items-center gap-0.5 rounded-md px-1.5 text-sm font-medium text-accent hover:underline"
          >
            {more.name}
            <Icon name="chevron" size={16} />
          </Link>
        )}
      </header>
      <div className="min-w-0 flex-1 px-4 pb-3.5">{children}</div>
    </section>
  );
}
