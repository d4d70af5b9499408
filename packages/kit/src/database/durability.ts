import type { Sql } from 'postgres';

/** Any client of PostgreSQL, whatever types it reads. */
export type AnySql = Pick<Sql<Record<string, never>>, 'unsafe'>;

/**
 * Fails unless a committed transaction is on disk, whatever happens to process or machine: on any server,
 * ours or an outside one. Asks in the session of `sql`, so it sees what its role and database are set to.
 */
export async function assertDurable(sql: AnySql): Promise<void> {
  const rows = (await sql.unsafe(`select name, setting from pg_catalog.pg_settings`)) as unknown as SettingRow[];
  const problems = durabilityProblems(new Map(rows.map((row) => [row.name, row.setting])));
  if (problems.length) throw new DurabilityError(problems);
}

/** A setting as `pg_settings` shows it. */
interface SettingRow {
  readonly name: string;
  readonly setting: string;
}

/** Every way in which the server may lose what it confirmed. */
export class DurabilityError extends Error {
  override readonly name = 'DurabilityError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      `the PostgreSQL server may lose confirmed positions:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

/** What may change while a server runs, as columns of a query: every transaction that may acknowledge asks for them. */
export const CHANGEABLE_SETTINGS =
  "current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes, " +
  "current_setting('synchronous_commit') as synchronous_commit";

/** A row that has the columns of `CHANGEABLE_SETTINGS`. */
export type ChangeableSettings = Readonly<Record<'fsync' | 'full_page_writes' | 'synchronous_commit', string>>;

/** Fails with a DurabilityError when what is committed under these settings may be lost. */
export function assertStillDurable({ fsync, full_page_writes, synchronous_commit }: ChangeableSettings): void {
  const problems = problemsOf(Object.entries({ fsync, full_page_writes, synchronous_commit }));
  if (problems.length) throw new DurabilityError(problems);
}

const VERSION = 'server_version_num';

const EXPECTED: Readonly<Record<string, { pattern: RegExp; words: string }>> = {
  fsync: { pattern: /^on$/, words: 'on' },
  full_page_writes: { pattern: /^on$/, words: 'on' },
  synchronous_commit: { pattern: /^(on|remote_write|remote_apply)$/, words: 'on, remote_write or remote_apply' },
  data_checksums: { pattern: /^on$/, words: 'on (initdb --data-checksums, or pg_checksums --enable)' },
};

/** First release of a major version that is accepted; a later major is, an earlier one is not. */
const FIRST_RELEASES: readonly (readonly [major: number, minor: number])[] = [
  [16, 10],
  [17, 6],
  [18, 0],
];

/** @param settings by name, as `pg_settings` shows them. */
export function durabilityProblems(settings: ReadonlyMap<string, string>): string[] {
  const wrong = problemsOf(Object.keys(EXPECTED).map((name) => [name, settings.get(name)] as const));
  return [...wrong, ...versionProblems(Number(settings.get(VERSION)))];
}

function problemsOf(settings: readonly (readonly [name: string, value: string | undefined])[]): string[] {
  return settings.flatMap(([name, value]) => {
    const expected = EXPECTED[name];
    if (!expected || expected.pattern.test(value ?? '')) return [];
    return [`${name} must be ${expected.words}, got ${value ?? 'nothing'}`];
  });
}

function versionProblems(versionNumber: number): string[] {
  const [major, minor] = [Math.floor(versionNumber / 10_000), versionNumber % 10_000];
  const newest = FIRST_RELEASES.at(-1)?.[0] ?? 0;
  const ok = major > newest || FIRST_RELEASES.some(([first, release]) => major === first && minor >= release);
  return ok ? [] : [`server_version must be 16.10, 17.6, 18 or newer, got ${major}.${minor}`];
}
