/**
 * Rows in PostgreSQL's binary COPY format ("COPY", section Binary Format, in the PostgreSQL manual). Values are written
 * one after another in the order of the columns; `row` begins each row.
 */
export interface CopyWriter {
  row(columns: number): void;
  nothing(): void;
  smallint(value: number): void;
  integer(value: number): void;
  /** Unix milliseconds as timestamptz. */
  instant(unixMs: number): void;
  real(value: number): void;
  uuid(value: string): void;
  bytes(value: Uint8Array): void;
  /** A jsonb value. */
  json(value: unknown): void;
  /** Ends the data and gives it back. */
  finish(): Buffer;
}

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
/** PostgreSQL counts microseconds from 2000-01-01. */
const EPOCH_2000_MS = 946_684_800_000;

/** @param expectedBytes first size of the buffer; it grows as needed. */
export function createCopyWriter(expectedBytes = 64 * 1024): CopyWriter {
  return new Writer(expectedBytes);
}

class Writer implements CopyWriter {
  #buffer: Buffer;
  #at: number;

  constructor(expectedBytes: number) {
    this.#buffer = Buffer.allocUnsafe(Math.max(expectedBytes, SIGNATURE.length + 8));
    this.#at = SIGNATURE.copy(this.#buffer);
    this.#at = this.#buffer.writeInt32BE(0, this.#at); // flags
    this.#at = this.#buffer.writeInt32BE(0, this.#at); // length of the header extension
  }

  row(columns: number): void {
    this.#reserve(2);
    this.#at = this.#buffer.writeInt16BE(columns, this.#at);
  }

  nothing(): void {
    this.#reserve(4);
    this.#at = this.#buffer.writeInt32BE(-1, this.#at);
  }

  smallint(value: number): void {
    this.#field(2);
    this.#at = this.#buffer.writeInt16BE(value, this.#at);
  }

  integer(value: number): void {
    this.#field(4);
    this.#at = this.#buffer.writeInt32BE(value, this.#at);
  }

  instant(unixMs: number): void {
    this.#field(8);
    this.#at = this.#buffer.writeBigInt64BE(BigInt(unixMs - EPOCH_2000_MS) * 1_000n, this.#at);
  }

  real(value: number): void {
    this.#field(4);
    this.#at = this.#buffer.writeFloatBE(value, this.#at);
  }

  uuid(value: string): void {
    this.#field(16);
    this.#at += this.#buffer.write(value.replaceAll('-', ''), this.#at, 'hex');
  }

  bytes(value: Uint8Array): void {
    this.#field(value.length);
    this.#buffer.set(value, this.#at);
    this.#at += value.length;
  }

  json(value: unknown): void {
    const text = Buffer.from(JSON.stringify(value));
    this.#field(text.length + 1);
    this.#at = this.#buffer.writeInt8(1, this.#at); // version of the jsonb format
    this.#at += text.copy(this.#buffer, this.#at);
  }

  finish(): Buffer {
    this.#reserve(2);
    this.#at = this.#buffer.writeInt16BE(-1, this.#at);
    return this.#buffer.subarray(0, this.#at);
  }

  #field(bytes: number): void {
    this.#reserve(4 + bytes);
    this.#at = this.#buffer.writeInt32BE(bytes, this.#at);
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#at + bytes));
    this.#buffer.copy(larger, 0, 0, this.#at);
    this.#buffer = larger;
  }
}
