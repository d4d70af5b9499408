/**
 * Rules of a geofence by which the first fix inside enters and the first outside leaves: nothing is left to buffers,
 * confirmation, accuracy, hours or silence.
 */
export const PLAIN_RULES = {
  enterBufferMeters: 0,
  exitBufferMeters: 0,
  exitAccuracyWeight: 0,
  maxAccuracyMeters: null,
  plausibleOnly: false,
  minAltitudeMeters: null,
  maxAltitudeMeters: null,
  enterConfirmFixes: 1,
  enterConfirmSeconds: null,
  exitConfirmFixes: 1,
  exitConfirmSeconds: null,
  dwellSeconds: null,
  loiterSeconds: null,
  crossingSeconds: null,
  probableAfterSeconds: null,
  staleAfterSeconds: null,
  endAfterSeconds: null,
  endsWhenOff: false,
  activeHours: null,
};
