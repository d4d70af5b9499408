import { zstdCompressSync } from 'node:zlib';

import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { SchemaElement } from 'hyparquet';

/** A position as it lies in the history: whole units, nothing re-rounded. */
export interface ParquetRow {
  readonly tracker_id: string;
  /** Unix milliseconds. */
  readonly recorded_at: number;
  readonly dedupe: Buffer;
  /** 1e-7 degrees. */
  readonly latitude_e7: number;
  readonly longitude_e7: number;
  readonly altitude_cm: number | null;
  readonly accuracy_cm: number | null;
  readonly speed_mms: number | null;
  readonly heading_cd: number | null;
  readonly battery_percent: number | null;
  readonly received_at: number;
  readonly attributes: Readonly<Record<string, unknown>> | null;
}

/** A Parquet file that is written row group by row group. Rows are given ordered by tracker and time. */
export interface ParquetFile {
  /** Adds a row group. */
  add(rows: readonly ParquetRow[]): void;
  /** The whole file. */
  finish(): Buffer;
}

type Column = { readonly name: keyof ParquetRow } & Partial<SchemaElement>;

const COLUMNS: readonly Column[] = [
  { name: 'tracker_id', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
  { name: 'recorded_at', type: 'INT64', converted_type: 'TIMESTAMP_MILLIS', repetition_type: 'REQUIRED' },
  { name: 'dedupe', type: 'FIXED_LEN_BYTE_ARRAY', type_length: 8, repetition_type: 'REQUIRED' },
  { name: 'latitude_e7', type: 'INT32', repetition_type: 'REQUIRED' },
  { name: 'longitude_e7', type: 'INT32', repetition_type: 'REQUIRED' },
  { name: 'altitude_cm', type: 'INT32', repetition_type: 'OPTIONAL' },
  { name: 'accuracy_cm', type: 'INT32', repetition_type: 'OPTIONAL' },
  { name: 'speed_mms', type: 'INT32', repetition_type: 'OPTIONAL' },
  { name: 'heading_cd', type: 'INT32', repetition_type: 'OPTIONAL' },
  { name: 'battery_percent', type: 'FLOAT', repetition_type: 'OPTIONAL' },
  { name: 'received_at', type: 'INT64', converted_type: 'TIMESTAMP_MILLIS', repetition_type: 'REQUIRED' },
  { name: 'attributes', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
];

/** Begins a file, compressed by Zstandard. */
export function openParquetFile(): ParquetFile {
  const target = new ByteWriter();
  const writer = new ParquetWriter({
    writer: target,
    schema: [{ name: 'positions', num_children: COLUMNS.length }, ...COLUMNS] as SchemaElement[],
    codec: 'ZSTD',
    compressors: { ZSTD: (bytes: Uint8Array) => zstdCompressSync(bytes) },
    createdBy: 'Trekker',
  });
  return {
    add(rows) {
      if (!rows.length) return;
      void writer.write({
        columnData: COLUMNS.map(({ name }) => ({ name, data: rows.map((row) => valueOf(row, name)) })),
        rowGroupSize: rows.length,
      });
    },
    finish() {
      void writer.finish();
      return Buffer.from(target.getBytes());
    },
  };
}

function valueOf(row: ParquetRow, name: keyof ParquetRow): unknown {
  if (name === 'recorded_at' || name === 'received_at') return new Date(row[name]);
  if (name === 'attributes') return row.attributes && JSON.stringify(row.attributes);
  return row[name];
}
