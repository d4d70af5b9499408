import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

/** Turns something on or off at once; `text` beside it says which it is, as colour alone says nothing. */
export function Switch({
  isOn,
  text,
  ...props
}: Omit<ComponentProps<'button'>, 'role' | 'className'> & { readonly isOn: boolean; readonly text: string }) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOn}
      {...props}
      className="inline-flex min-h-11 shrink-0 items-center gap-2 rounded-lg px-1 text-sm font-medium disabled:cursor-not-allowed disabled:opacity-55"
    >
      <span aria-hidden>{text}</span>
      <span
        className={classNames(
          'flex h-6 w-11 items-center rounded-full border p-0.5 transition-colors motion-reduce:transition-none',
          isOn ? 'justify-end border-accent bg-accent' : 'justify-start border-line-strong bg-sunken',
        )}
      >
        <span className={classNames('size-4.5 rounded-full', isOn ? 'bg-accent-text' : 'bg-line-strong')} />
      </span>
    </button>
  );
}
