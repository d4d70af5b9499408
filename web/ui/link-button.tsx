import Link from 'next/link';
import type { ReactNode } from 'react';

/** A link that looks like a button, for a way that matters on its page. */
export function LinkButton({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Link
      prefetch={false}
      href={href}
      className="inline-flex min-h-10 items-center justify-center gap-2 rounded-lg border border-line-strong/60 bg-raised px-3.5 text-sm font-medium text-text transition-colors hover:bg-sunken"
    >
      {children}
    </Link>
  );
}
