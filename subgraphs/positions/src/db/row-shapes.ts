import type { TxSql } from '@trekker/kit';

import { columns } from './history-columns.ts';
import type { PackedRows } from './packed-rows.ts';
import type { LoggedRow, PlaceRow, PositionRow, TrackPointRow } from './rows.ts';

/** Which columns of the history are wanted, and how a packed position gives the same. */
export interface RowShape<R> {
  /** Whether more than when and where is wanted of packed positions. */
  readonly hasDetails: boolean;
  columns(sql: TxSql): ReturnType<typeof columns>;
  read(day: PackedRows, index: number): R;
}

/** A position without its attributes. */
export const PLAIN: RowShape<PositionRow> = {
  hasDetails: true,
  columns,
  read: (day, index) => day.row(index),
};

/** A position with its attributes. */
export const POINT: RowShape<TrackPointRow> = {
  hasDetails: true,
  columns: (sql) => sql`${columns(sql)}, attributes`,
  read: (day, index) => day.point(index),
};

/** A position as what is derived from the log reads it. */
export const LOGGED: RowShape<LoggedRow> = {
  hasDetails: true,
  columns: (sql) => sql`recorded_at, dedupe, latitude_e7, longitude_e7, accuracy_cm, speed_mms, "offset"`,
  read: (day, index) => day.logged(index),
};

/** When and where alone. */
export const PLACE: RowShape<PlaceRow> = {
  hasDetails: false,
  columns: (sql) => sql`recorded_at, dedupe, latitude_e7, longitude_e7`,
  read: (day, index) => day.row(index),
};
