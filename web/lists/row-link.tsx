import Link from 'next/link';
import type { ReactNode } from 'react';

/** What a row is about, leading to its page. */
export function RowLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Link
      prefetch={false}
      href={href}
      data-row
      className="rounded-sm font-medium underline decoration-line-strong/50 underline-offset-4 hover:text-accent hover:decoration-current"
    >
      {children}
    </Link>
  );
}
