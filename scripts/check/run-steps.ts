import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';

/** One part of `npm run check`. */
export interface Step {
  /** What it looks at, for its line of output. */
  readonly name: string;
  /** What is wrong, line by line; empty when all is well. Throwing counts as failing. */
  readonly run: (root: string) => Promise<readonly string[]>;
}

/** Runs the steps, so many at a time, prints a line for each as it ends, and returns the names of those that failed. */
export async function runSteps(
  steps: readonly Step[],
  { root, concurrency, print = console.log }: { root: string; concurrency: number; print?: (line: string) => void },
): Promise<string[]> {
  const waiting = [...steps];
  const failed: string[] = [];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const startedAt = performance.now();
      const problems = await step.run(root).catch((failure: unknown) => [describe(failure)]);
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      print(`${problems.length ? '✘' : '✔'} ${step.name.padEnd(20)} ${seconds.padStart(5)} s`);
      for (const problem of problems) print(problem.replaceAll(/^/gm, '    '));
      if (problems.length) failed.push(step.name);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return failed;
}

/** A step that runs an installed tool in the root; its output is the problem when it ends with another code than 0. */
export function command(name: string, tool: string, args: readonly string[]): Step {
  return {
    name,
    async run(root) {
      const bin = join(root, 'node_modules/.bin');
      const child = spawn(join(bin, tool), args, {
        cwd: root,
        env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, TURBO_TELEMETRY_DISABLED: '1' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
      const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
      const said = `${out}${err}`.trim();
      return code === 0 ? [] : [said === '' ? `${tool} ended with code ${code} and said nothing` : said];
    },
  };
}

function describe(failure: unknown): string {
  return failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
}
