/** Why a fix was not accepted; the values of the SDL's `QuarantineReason`. */
export type QuarantineReason = 'OUT_OF_RANGE' | 'IMPLAUSIBLE_TIME' | 'UNKNOWN_TRACKER' | 'UNSUPPORTED' | 'ENCRYPTED';
