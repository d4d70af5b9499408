import Link from 'next/link';
import type { ReactNode } from 'react';

/** A name that leads to its place on the map. @param show key of the entry, `person:<id>` or `tracker:<id>`. */
export function MapLink({
  show,
  label,
  children,
}: {
  readonly show: string;
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <Link
      prefetch={false}
      href={`/map?show=${encodeURIComponent(show)}`}
      title={label}
      className="rounded-sm font-medium underline decoration-line-strong/50 underline-offset-4 hover:text-accent hover:decoration-current"
    >
      {children}
    </Link>
  );
}
