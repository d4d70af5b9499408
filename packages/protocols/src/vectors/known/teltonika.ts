import type { KnownDifference } from '../known-differences.ts';

/** What we read otherwise of Teltonika on purpose. */
export const TELTONIKA_DIFFERENCES: readonly KnownDifference[] = [
  {
    protocol: 'teltonika',
    field: 'attributes.adc1',
    keys: ['1bb43ba15ab1528e'],
    why: 'their test names a model; a message does not, and the analogue input keeps its id, io9',
  },
  {
    protocol: 'teltonika',
    field: 'attributes.adc2',
    keys: ['1bb43ba15ab1528e'],
    why: 'their test names a model; a message does not, and the analogue input keeps its id, io10',
  },
  {
    protocol: 'teltonika',
    field: 'attributes.iccid',
    keys: ['1bb43ba15ab1528e'],
    why: 'the element has two bytes, and theirs are eight that reach into the next elements',
  },
  {
    protocol: 'teltonika',
    field: 'speedKnots',
    keys: ['1bb43ba15ab1528e'],
    why: 'ours is the speed of the record; theirs is replaced by io24, by the model that their test names',
  },
];
