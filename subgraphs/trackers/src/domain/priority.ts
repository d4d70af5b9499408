import { integer, maxValue, minValue, number, pipe } from 'valibot';

const limits = ({ input }: { input: number }) => `must be a whole number from -100 to 100; got ${input}`;

/** Which of several trackers of a person speaks where they are equally well heard: the highest. */
export const priorityInput = pipe(number(), integer(limits), minValue(-100, limits), maxValue(100, limits));
