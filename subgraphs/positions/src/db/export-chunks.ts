import type { Tx } from '@trekker/kit';

/** A file of an export. */
export interface ExportFileKey {
  readonly tenantId: string;
  readonly exportId: string;
  readonly file: number;
}

/** Adds the next part of a file. */
export async function insertChunk(
  tx: Tx,
  { tenantId, exportId, file }: ExportFileKey,
  { sequence, content }: { sequence: number; content: Buffer },
): Promise<void> {
  await tx.sql`insert into positions.export_chunks values (${tenantId}, ${exportId}, ${file}, ${sequence}, ${content})`;
}

/** Says what a file is, once all of it is there. */
export async function insertFile(
  tx: Tx,
  { tenantId, exportId, file }: ExportFileKey,
  about: { name: string; mediaType: string; byteCount: number; positionCount: number },
): Promise<void> {
  await tx.sql`
    insert into positions.export_files values (${tenantId}, ${exportId}, ${file}, ${about.name}, ${about.mediaType},
      ${about.byteCount}, ${about.positionCount})`;
}

/** What a file is, of an export that is done; undefined when there is none. */
export async function finishedFile(
  tx: Tx,
  { exportId, file }: ExportFileKey,
): Promise<{ name: string; mediaType: string; byteCount: number } | undefined> {
  const [row] = await tx.sql<{ name: string; mediaType: string; byteCount: number }[]>`
    select f.name, f.media_type as "mediaType", f.byte_count as "byteCount"
    from positions.export_files f join positions.exports e using (tenant_id, export_id)
    where export_id = ${exportId} and file = ${file} and e.state = 'DONE'`;
  return row;
}

/** A part of a file; null behind the last. */
export async function chunkOf(tx: Tx, { exportId, file }: ExportFileKey, sequence: number): Promise<Buffer | null> {
  const [row] = await tx.sql<{ content: Buffer }[]>`
    select content from positions.export_chunks
    where export_id = ${exportId} and file = ${file} and sequence = ${sequence}`;
  return row?.content ?? null;
}
