/** Models that tests of the other decoder tell it beside the input, by key of the vector: settings, not messages, say them. */
export const TOLD_MODELS: ReadonlyMap<string, string> = new Map([
  ['eeb43e0ae1ca950f', 'LW'],
  ['ad2c4f90ecb15ac8', 'SEEWORLD'],
  ['220aa6a530d74885', 'R11'],
]);
