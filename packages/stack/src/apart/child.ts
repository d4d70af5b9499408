import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

import { defineService, type Service } from '@trekker/kit';

import { eachLine } from './each-line.ts';

/** How to start one process of the installation. */
export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The whole of its environment. */
  readonly env: NodeJS.ProcessEnv;
  /**
   * Asked every moment until it resolves to true; such a process is to end when its standard input does, as the keeper is
   * gone then. Absent: the process tells by a message that it is ready, and ends with the channel.
   */
  readonly isReady?: () => Promise<boolean>;
}

/** A process that is started again whenever it ends, until it is stopped. */
export interface Child extends Service {
  /** Of the present process, or undefined between two. */
  pid(): number | undefined;
}

export interface ChildOptions {
  /** Takes its output, line by line, and what is told about it. */
  readonly say: (line: string) => void;
  /** How long it may take to stop before it is killed, in milliseconds. */
  readonly stopMs: number;
}

/** Pauses before a process is started again: doubled with each end soon after the start. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** A process that ran for so long had no trouble starting. */
const SETTLED_MS = 30_000;
/** How often a program without messages is asked whether it is ready. */
const ASK_MS = 20;

/**
 * Keeps a process running. It is in a group of its own, so that Ctrl-C of a terminal reaches only whoever keeps it, and
 * things end in order. `start` resolves when it is ready for the first time, and fails when it ends before that.
 */
export function keepChild(program: Program, options: ChildOptions): Child {
  const child = new KeptChild(program, options);
  const service = defineService({ name: program.name, start: () => child.start(), stop: () => child.stop() });
  return { ...service, pid: () => child.pid() };
}

class KeptChild {
  readonly #program: Program;
  readonly #options: ChildOptions;
  readonly #ready = Promise.withResolvers<void>();
  readonly #stopping = new AbortController();
  #process: ChildProcess | undefined;
  #keeping: Promise<void> = Promise.resolve();
  #wasReady = false;

  constructor(program: Program, options: ChildOptions) {
    this.#program = program;
    this.#options = options;
    this.#ready.promise.catch(() => {}); // whoever starts it hears of it
  }

  async start(): Promise<void> {
    this.#keeping = this.#keep();
    await this.#ready.promise;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#ready.reject(new Error(`${this.#program.name} was stopped before it was ready`));
    this.#process?.kill('SIGTERM');
    const tooLong = setTimeout(() => {
      this.#options.say(`${this.#program.name} does not stop and is killed`);
      this.#process?.kill('SIGKILL');
    }, this.#options.stopMs);
    await this.#keeping;
    clearTimeout(tooLong);
  }

  pid(): number | undefined {
    return this.#process?.pid;
  }

  async #keep(): Promise<void> {
    const { name } = this.#program;
    for (let pauseMs = FIRST_PAUSE_MS; !this.#isStopping();) {
      const startedAt = performance.now();
      const how = await this.#run();
      if (this.#isStopping()) return;
      if (!this.#wasReady) return this.#ready.reject(new Error(`${name} ${how} before it was ready`));
      if (performance.now() - startedAt > SETTLED_MS) pauseMs = FIRST_PAUSE_MS;
      this.#options.say(`${name} ${how}; it is started again in ${pauseMs} ms`);
      await sleep(pauseMs, undefined, { signal: this.#stopping.signal }).catch(() => {});
      pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    }
  }

  /** Runs the process once; resolves with a sentence of how it ended. */
  async #run(): Promise<string> {
    const { command, args, env, isReady } = this.#program;
    const process = spawn(command, args, {
      env,
      detached: true,
      stdio: isReady ? ['pipe', 'pipe', 'pipe'] : ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#process = process;
    for (const stream of [process.stdout, process.stderr]) eachLine(stream, (line) => this.#options.say(line));
    const ended = Promise.withResolvers<string>();
    process.once('error', (failure) => ended.resolve(`could not be started: ${failure.message}`));
    process.once('close', (code, signal) => ended.resolve(`ended with ${signal ?? code}`));
    if (isReady) void this.#askUntilReady(isReady, ended.promise);
    else process.on('message', (message) => this.#hear(message));
    const how = await ended.promise;
    this.#process = undefined;
    return how;
  }

  #hear(message: unknown): void {
    if (typeof message === 'object' && message !== null && 'ready' in message) this.#isUp();
  }

  async #askUntilReady(isReady: () => Promise<boolean>, ended: Promise<unknown>): Promise<void> {
    const over = new AbortController();
    void ended.then(() => over.abort());
    while (!over.signal.aborted && !(await isReady())) await sleep(ASK_MS);
    if (!over.signal.aborted) this.#isUp();
  }

  #isUp(): void {
    if (this.#wasReady) this.#options.say(`${this.#program.name} is back`);
    this.#wasReady = true;
    this.#ready.resolve();
  }

  #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }
}
