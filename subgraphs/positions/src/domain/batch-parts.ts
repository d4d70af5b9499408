/**
 * The positions of a body of `POST /v1/positions` as they were sent, each as JSON, by their place in it. The body has been
 * read before, so it is one of the two forms; a line that is no JSON stays as it is.
 */
export function batchParts(body: string): string[] {
  const document = parsed(body);
  if (isBatch(document)) return document.positions.map((position) => JSON.stringify(position));
  const lines = body.replace(/^\uFEFF/u, '').trimStart();
  return lines.split('\n').filter((line) => line.trim() !== '');
}

/** Parts as a body again, as many of the first as fit in so many bytes, one at least. */
export function bodyOfParts(parts: readonly string[], mostBytes: number): string {
  let body = '';
  for (const part of parts) {
    const longer = body === '' ? part.trim() : `${body}\n${part.trim()}`;
    if (body !== '' && Buffer.byteLength(longer) > mostBytes) break;
    body = longer;
  }
  return body;
}

function isBatch(document: unknown): document is { positions: unknown[] } {
  return (
    typeof document === 'object' && document !== null && 'positions' in document && Array.isArray(document.positions)
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch {
    return undefined;
  }
}
