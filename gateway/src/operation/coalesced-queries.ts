import { canonicalJson } from '../document/canonical-json.ts';
import type { AcceptedRequest } from '../generation.ts';
import type { Answer, OperationRequest } from './answer.ts';
import { startDeadline, type Deadline } from './deadline.ts';

type Request = AcceptedRequest & OperationRequest;

/**
 * Answers equal queries that are under way at the same time once, for one and the same caller only: what they are and
 * may is verified, what they pass on and have read is compared, and nothing else of a request reaches a subgraph.
 */
export class CoalescedQueries {
  readonly #flights = new Map<string, Flight>();
  readonly #deadlineMs: number;

  /** @param deadlineMs longest time in milliseconds for the execution that is shared. */
  constructor(deadlineMs: number) {
    this.#deadlineMs = deadlineMs;
  }

  /** @param run answers a request that nobody else waits for yet. */
  async answer(request: Request, run: (request: Request) => Promise<Answer>): Promise<Answer> {
    const key = identityOf(request);
    const flight = this.#flights.get(key) ?? this.#takeOff(key, request, run);
    const { signal } = request.caller;
    const leave = () => {
      flight.waiting -= 1;
      if (flight.waiting > 0) return;
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
      flight.deadline.cancel();
    };
    flight.waiting += 1;
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await flight.answer;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  // oxlint-disable-next-line max-params -- the key has been worked out
  #takeOff(key: string, request: Request, run: (request: Request) => Promise<Answer>): Flight {
    const deadline = startDeadline(this.#deadlineMs);
    const caller = { ...request.caller, signal: deadline.signal };
    const answer = run({ ...request, caller }).finally(() => {
      deadline[Symbol.dispose]();
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    });
    const flight: Flight = { answer, deadline, waiting: 0 };
    this.#flights.set(key, flight);
    return flight;
  }
}

interface Flight {
  readonly answer: Promise<Answer>;
  readonly deadline: Deadline;
  waiting: number;
}

function identityOf({ operation, variables, caller }: Request): string {
  const { viewer, forwarded = null, readAfter = null } = caller;
  return canonicalJson([operation.id, variables, viewer, forwarded, readAfter]);
}
