import type { Board, BoardPerson } from '../../domain/muster/board.ts';
import type { CountedGroup, StationCounts } from '../../domain/muster/groups.ts';
import type { LastLocated } from '../../domain/muster/located.ts';
import type { GroupReport, Report } from '../../domain/muster/report.ts';
import type { MusterRow as KeptMuster } from './musters.ts';

/** A muster, with the names of people where their owner gave them along. */
export interface MusterRow extends KeptMuster {
  readonly listedNames?: readonly { readonly personId: string; readonly name?: string | null | undefined }[] | null;
}

/** Somebody on the list of a muster, and the muster with the board that shows them. */
export interface MusterPersonRow {
  readonly person: BoardPerson;
  readonly kept: { readonly board: Board; readonly muster: KeptMuster };
}

/** What is told together of a muster. */
export interface MusterChangeRow {
  readonly cursor: string;
  readonly snapshot: boolean;
  readonly muster: MusterRow;
  readonly people: readonly MusterPersonRow[];
  readonly gone: readonly string[];
}

export interface MusterReportRow extends Report {
  readonly muster: MusterRow;
}

export type MusterPositionRow = LastLocated;
export type MusterCompanyCountsRow = CountedGroup;
export type MusterZoneCountsRow = CountedGroup;
export type MusterStationCountsRow = StationCounts;
export type MusterGroupReportRow = GroupReport;
