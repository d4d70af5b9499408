/** The lines of a body as JSON values. Fails when the body breaks off, or holds a line that is longer than `limit` bytes. */
export async function* readLines(
  body: AsyncIterable<Buffer>,
  limit = 256 * 1024 * 1024,
): AsyncGenerator<unknown, void> {
  let begun: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      const line = Buffer.concat([...begun, chunk.subarray(from, at)]).toString('utf8');
      begun = [];
      size = 0;
      from = at + 1;
      if (line) yield JSON.parse(line);
    }
    begun.push(chunk.subarray(from));
    size += chunk.length - from;
    if (size > limit) throw new Error(`a line of more than ${limit} bytes`);
  }
  if (size) throw new Error('the last line broke off');
}
