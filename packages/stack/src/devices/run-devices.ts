import { resolveName, type Database } from '@trekker/kit';
import type { OperatorDevices } from '@trekker/positions';

/** What a command came to. */
export interface Said {
  readonly lines: readonly string[];
  /** Whether there was what it was asked to change. */
  readonly found: boolean;
}

/** What commands work on. */
interface Working {
  readonly devices: OperatorDevices;
  readonly database: Pick<Database, 'withDirectory'>;
}

/** Commands by their name, each with how many words stand behind it. */
const COMMANDS: Readonly<Record<string, { words: number; run: (on: Working, words: string[]) => Promise<Said> }>> = {
  attempts: { words: 0, run: async ({ devices }) => ({ lines: await attemptLines(devices), found: true }) },
  claim: { words: 2, run: claim },
  release: { words: 1, run: release },
};

/** Does what the words of a command say. Fails where they say nothing, or name no organisation. */
export async function runDevices(on: Working, [name = '', ...words]: readonly string[]): Promise<Said> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command?.words === words.length) return command.run(on, words);
  const said = [name, ...words].join(' ');
  throw new Error(`expected attempts, claim <organisation> <identifier> or release <identifier>, got ${said}`);
}

async function claim({ devices, database }: Working, [slug = '', identifier = '']: string[]): Promise<Said> {
  const owner = await database.withDirectory((sql) => resolveName(sql, 'tenant', slug));
  if (!owner) throw new Error(`there is no organisation with the short name ${JSON.stringify(slug)}`);
  const found = await devices.claim(owner.tenantId, identifier);
  return { lines: [found ? `${identifier} is ${slug}'s now` : `${identifier} is somebody's already`], found };
}

async function release({ devices }: Working, [identifier = '']: string[]): Promise<Said> {
  const found = await devices.release(identifier);
  return { lines: [found ? `${identifier} is nobody's now` : `${identifier} is nobody's`], found };
}

async function attemptLines(devices: OperatorDevices): Promise<string[]> {
  const attempts = await devices.attempts();
  if (attempts.length === 0) return ['no device that is nobody’s reported lately'];
  const at = (instant: number) => new Date(instant).toISOString();
  return attempts.map(({ identifier, protocol, remoteAddress, firstAt, lastAt, count }) =>
    [identifier, protocol, remoteAddress, at(firstAt), at(lastAt), String(count)].join('\t'),
  );
}
