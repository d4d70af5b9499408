import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** A column's name. */
export interface Column {
  readonly name: string;
}

/** Rows and columns; where there is no room for columns each row becomes a card that names its values. */
export function Table({
  label,
  columns,
  children,
}: {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly children: ReactNode;
}) {
  return (
    <table aria-label={label} className="w-full text-sm max-md:block">
      <thead className="max-md:sr-only">
        <tr>
          {columns.map(({ name }) => (
            <th
              key={name}
              scope="col"
              className="sticky top-0 border-b border-line bg-surface px-4 py-2.5 text-start font-medium text-muted"
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:flex max-md:flex-col max-md:gap-2.5 max-md:p-3 *:border-line max-md:*:block max-md:*:rounded-xl max-md:*:border max-md:*:bg-surface max-md:*:p-3.5 md:*:border-b md:*:hover:bg-sunken/60">
        {children}
      </tbody>
    </table>
  );
}

/** A value. `label` names it where the column's heading is not seen; `heading` is what the row is about. */
export function Cell({
  label,
  heading = false,
  muted = false,
  children,
}: {
  readonly label?: string;
  readonly heading?: boolean;
  readonly muted?: boolean;
  readonly children: ReactNode;
}) {
  const className = classNames(
    'px-4 py-3 text-start font-normal max-md:flex max-md:justify-between max-md:gap-4 max-md:px-0 max-md:py-1',
    heading && 'text-[0.9375rem] max-md:pb-1.5 max-md:text-base',
    muted && 'text-muted',
  );
  const content = (
    <>
      {label && (
        <span className="shrink-0 text-muted md:hidden" aria-hidden>
          {label}
        </span>
      )}
      <span className="min-w-0 max-md:text-end max-md:first:text-start">{children}</span>
    </>
  );
  return heading ? (
    <th scope="row" className={className}>
      {content}
    </th>
  ) : (
    <td className={className}>{content}</td>
  );
}
