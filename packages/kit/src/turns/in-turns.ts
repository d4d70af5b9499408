import { setImmediate as breath } from 'node:timers/promises';

/** How long others wait at most for their turn, milliseconds, if the work pauses often enough. */
const TURN_MS = 5;

/** Does work that may take long: wherever it yields, others have their turn on the event loop when it is due. */
export async function inTurns<T>(work: Generator<void, T>): Promise<T> {
  for (let until = performance.now() + TURN_MS; ;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() < until) continue;
    await breath();
    until = performance.now() + TURN_MS;
  }
}

/** For work that waits here and there anyway: called often, it lets others have their turn when that is due. */
export function createTurn(): () => Promise<void> | void {
  let until = performance.now() + TURN_MS;
  return () => {
    if (performance.now() < until) return;
    return breath().then(() => void (until = performance.now() + TURN_MS));
  };
}
