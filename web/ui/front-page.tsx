import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { LanguageSelect } from './language-select.tsx';
import { ThemeToggle } from './theme-toggle.tsx';

/** A page for who is not signed in: the product's name over one card. */
export function FrontPage({
  product,
  title,
  lead,
  children,
}: {
  readonly product: string;
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="relative isolate flex min-h-dvh flex-col">
      <GridBackdrop />
      <div className="flex justify-end gap-2 p-4">
        <LanguageSelect />
        <ThemeToggle />
      </div>
      <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center px-4 pb-[12vh]">
        <p className="mb-6 flex items-center gap-2.5 text-xl font-semibold tracking-tight">
          <span className="text-accent">
            <Icon name="logo" size={30} />
          </span>
          {product}
        </p>
        <div className="rounded-2xl border border-line bg-raised p-6 shadow-panel">
          <h1 className="text-lg font-semibold">{title}</h1>
          <p className="mb-5 text-sm text-muted">{lead}</p>
          {children}
        </div>
      </main>
    </div>
  );
}

function GridBackdrop() {
  return (
    <svg aria-hidden className="absolute inset-0 -z-10 size-full text-line">
      <defs>
        <pattern id="grid" width="64" height="64" patternUnits="userSpaceOnUse">
          <path d="M64 .5H.5V64" fill="none" stroke="currentColor" />
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill="url(#grid)" />
    </svg>
  );
}
