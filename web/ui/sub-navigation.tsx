'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { classNames } from './class-names.ts';

/** The pages of one area side by side; where there is no room for all of them they scroll, and the open one is in sight. */
export function SubNavigation({
  label,
  items,
}: {
  readonly label: string;
  readonly items: readonly { readonly path: string; readonly name: string }[];
}) {
  const pathname = usePathname();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const open = nav.current?.querySelector('[aria-current=page]');
    open?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [pathname]);
  return (
    <nav ref={nav} aria-label={label} className="overflow-x-auto overscroll-contain border-b border-line">
      <ul className="flex gap-1">
        {items.map(({ path, name }) => (
          <li key={path}>
            <Link
              prefetch={false}
              href={path}
              aria-current={pathname === path ? 'page' : undefined}
              className={classNames(
                'flex min-h-10 items-center border-b-2 px-3 text-sm font-medium whitespace-nowrap -outline-offset-2!',
                pathname === path ? 'border-accent text-accent' : 'border-transparent text-muted hover:text-text',
              )}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
