const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Every id in an answer, by the type that carries it. Who runs the installation is no tenant's. */
export function idsIn(answer: unknown, found: Map<string, Set<string>> = new Map()): Map<string, Set<string>> {
  if (Array.isArray(answer)) for (const each of answer) idsIn(each, found);
  else if (typeof answer === 'object' && answer !== null) {
    const { __typename: type, id, kind } = answer as Readonly<Record<string, unknown>>;
    if (typeof type === 'string' && typeof id === 'string' && kind !== 'OPERATOR')
      found.set(type, (found.get(type) ?? new Set()).add(id));
    for (const each of Object.values(answer)) idsIn(each, found);
  }
  return found;
}

/** An id of the same form that nothing has: its uuids, or the bytes it encodes, are changed where they are random. */
export function idOfNothing(id: string): string {
  if (id.search(UUID) >= 0) return id.replaceAll(UUID, scrambled);
  const bytes = Buffer.from(id, 'base64url');
  for (let at = 10; at < Math.min(16, bytes.length); at += 1) bytes[at] = (bytes[at] ?? 0) ^ 0x5a;
  const other = bytes.toString('base64url');
  if (other === id || other.length !== id.length) throw new Error(`how is ${JSON.stringify(id)} made? say it here`);
  return other;
}

function scrambled(uuid: string): string {
  const digit = (hex: string) => (15 - Number.parseInt(hex, 16)).toString(16);
  return uuid.slice(0, 24) + uuid.slice(24).replaceAll(/[0-9a-f]/g, digit);
}
