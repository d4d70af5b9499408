import type { AllowedTargets, Resolve } from '@trekker/kit';

/** What decides which feeds there may be, and what is needed to ask them. */
export interface FeedRules {
  /** Where feeds may be although that is no public address, or has no TLS. */
  readonly allowed: AllowedTargets;
  readonly resolve: Resolve;
  /** Whether the operator has named a source of Find My reports. */
  readonly hasFindMy: boolean;
  /** Under which headers and keys are kept, 32 bytes. */
  readonly key: Buffer;
}
