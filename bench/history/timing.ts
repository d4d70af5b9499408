import { readFileSync } from 'node:fs';

/** How long something took and what it cost each time: milliseconds, CPU of this process and of its sessions in PostgreSQL together. */
export interface Timing {
  readonly p50: number;
  readonly p95: number;
  readonly cpu: number;
}

/** One way of answering questions. */
export interface Way<Question> {
  readonly ask: (question: Question) => Promise<unknown>;
  /** Process ids of the sessions it uses. */
  readonly sessions: () => Promise<readonly number[]>;
}

/** Questions that are asked before anything is measured, so that code is compiled and pages are in memory. */
const WARM_UP = 10;
/** A tick of the clock by which Linux counts CPU, milliseconds. */
const TICK_MS = 10;

/**
 * Asks two ways the same questions in turns, so that whoever else uses the machine slows both, and holds their answers
 * against each other.
 */
export async function inTurns<Question>(
  questions: readonly Question[],
  ways: { readonly ours: Way<Question>; readonly peer: Way<Question> },
) {
  for (const question of questions.slice(0, WARM_UP)) {
    const [ours, peer] = [await ways.ours.ask(question), await ways.peer.ask(question)].map((answer) =>
      JSON.stringify(answer),
    );
    if (ours !== peer) throw new Error(`answers differ: ${ours} and ${peer}`);
  }
  const [ours, peer] = [await counting(ways.ours), await counting(ways.peer)];
  for (const question of questions) {
    await ours.ask(question);
    await peer.ask(question);
  }
  const [our, their] = [await ours.timing(), await peer.timing()];
  return { ours: our, peer: their, ratio: rounded(their.p50 / our.p50), cpuRatio: rounded(their.cpu / our.cpu) };
}

async function counting<Question>({ ask, sessions }: Way<Question>) {
  const before = sum(await sessions(), cpuOfProcess);
  const times: number[] = [];
  let own = 0;
  return {
    async ask(question: Question): Promise<void> {
      const [begin, cpu] = [performance.now(), process.cpuUsage()];
      await ask(question);
      times.push(performance.now() - begin);
      const { user, system } = process.cpuUsage(cpu);
      own += (user + system) / 1_000;
    },
    async timing(): Promise<Timing> {
      const served = sum(await sessions(), cpuOfProcess) - before;
      const sorted = times.toSorted((a, b) => a - b);
      const at = (share: number) =>
        rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN);
      return { p50: at(0.5), p95: at(0.95), cpu: rounded((own + served) / times.length) };
    },
  };
}

/** CPU time that a process took so far, milliseconds; 0 when it is gone. */
function cpuOfProcess(pid: number): number {
  try {
    // Behind the name, which may hold blanks: fields 14 and 15 of proc(5).
    const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const [user, system] = fields.split(' ').slice(11, 13);
    return (Number(user) + Number(system)) * TICK_MS;
  } catch {
    return 0;
  }
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}

/** What something answered, and how long it took in milliseconds. */
export async function timed<T>(work: () => Promise<T>): Promise<{ answer: T; ms: number }> {
  const begin = performance.now();
  const answer = await work();
  return { answer, ms: performance.now() - begin };
}

/** A number with about three digits, for people. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
