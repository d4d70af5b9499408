import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** A column's name, and its width in CSS where columns are not as wide as what is in them. */
export interface Column {
  readonly name: string;
  readonly width?: string;
}

/** Rows and columns; where there is no room for columns each row becomes a card that names its values. */
export function Table({
  label,
  columns,
  rowCount,
  children,
}: {
  readonly label: string;
  readonly columns: readonly Column[];
  /** How many rows there are, where only some of them are in the document. */
  readonly rowCount?: number;
  readonly children: ReactNode;
}) {
  return (
    <table
      aria-label={label}
      aria-rowcount={rowCount === undefined ? undefined : rowCount + 1}
      className={classNames('w-full text-sm max-md:block', columns.some(({ width }) => width) && 'md:table-fixed')}
    >
      <thead className="max-md:sr-only">
        <tr aria-rowindex={rowCount === undefined ? undefined : 1}>
          {columns.map(({ name, width }) => (
            <th
              key={name}
              scope="col"
              style={{ width }}
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

/** Room in place of rows that are not in the document. */
export function RoomRow({ height, columns }: { readonly height: number; readonly columns: number }) {
  return (
    <tr
      aria-hidden
      style={{ overflowAnchor: 'none' }}
      className="pointer-events-none border-0! bg-transparent! p-0! shadow-none!"
    >
      <td colSpan={columns} style={{ height }} className="p-0 max-md:block" />
    </tr>
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
