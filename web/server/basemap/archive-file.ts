import { open, type FileHandle } from 'node:fs/promises';
import type { RangeResponse, Source } from 'pmtiles';

/** What the reader asks for first, in bytes; an archive may be smaller. */
export const FIRST_READ_BYTES = 16_384;

/** A file that is read here and there, and open until it is closed. */
export class ArchiveFile implements Source {
  readonly size: number;
  readonly #handle: FileHandle;
  readonly #maxReadBytes: number;

  private constructor(handle: FileHandle, { size, maxReadBytes }: { size: number; maxReadBytes: number }) {
    this.#handle = handle;
    this.size = size;
    this.#maxReadBytes = maxReadBytes;
  }

  /** Fails where there is no file that may be read. @param maxReadBytes most of one read, whatever the archive claims. */
  static async open(path: string, maxReadBytes: number): Promise<ArchiveFile> {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      return new ArchiveFile(handle, { size, maxReadBytes });
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  getKey(): string {
    return 'archive';
  }

  /** Fails where the file has fewer bytes than it speaks of, or where they are too many at once. */
  async getBytes(offset: number, length: number): Promise<RangeResponse> {
    const wanted = offset === 0 && length === FIRST_READ_BYTES ? Math.min(length, this.size) : length;
    if (wanted > this.#maxReadBytes) throw new Error(`a part has ${wanted} bytes, more than ${this.#maxReadBytes}`);
    const data = new ArrayBuffer(wanted);
    const { bytesRead } = await this.#handle.read(new Uint8Array(data), 0, wanted, offset);
    if (bytesRead < wanted) throw new Error(`it ends at byte ${offset + bytesRead} of ${offset + wanted}`);
    return { data };
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}
