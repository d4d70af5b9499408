import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

const LOOKS = {
  primary: 'bg-accent text-accent-text hover:bg-accent-hover border-transparent',
  secondary: 'bg-raised text-text hover:bg-sunken border-line-strong/60',
  quiet: 'bg-transparent text-text hover:bg-sunken border-transparent',
} as const;

/** Something to press. `primary` once per view. */
export function Button({
  look = 'secondary',
  className,
  ...props
}: ComponentProps<'button'> & { readonly look?: keyof typeof LOOKS }) {
  return (
    <button
      type="button"
      {...props}
      className={classNames(
        'inline-flex min-h-10 items-center justify-center gap-2 rounded-lg border px-3.5 text-sm font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-55',
        LOOKS[look],
        className,
      )}
    />
  );
}

/** A square button with a drawing; `label` is its name for everybody. */
export function IconButton({
  label,
  className,
  ...props
}: Omit<ComponentProps<'button'>, 'aria-label'> & { readonly label: string }) {
  return (
    <button
      type="button"
      {...props}
      aria-label={label}
      title={label}
      className={classNames(
        'inline-flex size-10 items-center justify-center rounded-lg text-muted transition-colors hover:bg-sunken hover:text-text disabled:opacity-50',
        className,
      )}
    />
  );
}
