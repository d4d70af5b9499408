import type { ComponentProps } from 'react';
import { classNames } from '../ui/class-names.ts';

/** A filter of one value. Set, it stands out, so that nobody takes a part for the whole. */
export function FilterSelect({
  label,
  value,
  onChoose,
  children,
}: Pick<ComponentProps<'select'>, 'children'> & {
  readonly label: string;
  /** Empty when the filter is not set. */
  readonly value: string;
  readonly onChoose: (value: string) => void;
}) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChoose(event.target.value)}
      className={classNames(
        'min-h-10 max-w-44 rounded-lg border bg-surface px-2.5 text-sm max-lg:max-w-none max-lg:flex-1 max-lg:basis-40',
        value ? 'border-accent bg-accent-soft font-medium' : 'border-line-strong',
      )}
    >
      {children}
    </select>
  );
}
