/**
 * Who gets encrypted reports from where they are kept: the plug-in behind Find My. An implementation signs in with an
 * account of its owner's and speaks HTTP; nothing here does. It hands on what it was given and opens nothing: keys do
 * not leave the process.
 *
 * `fetch` never rejects for reasons outside the program: what went wrong is a `FetchFailure`. It stops when `signal`
 * is aborted, and then resolves to a failure of reason `unavailable`. Reports come in any order and may come again in
 * a later fetch; whoever reads them tells repeated ones apart by their content.
 */
export interface ReportFetcher {
  /** What the log and settings call it. */
  readonly name: string;
  /** So many keys it takes in one request, at least 1; who has more asks several times. */
  readonly mostKeys: number;
  readonly fetch: (request: ReportRequest) => Promise<ReportPage | FetchFailure>;
}

/** What is asked for. */
export interface ReportRequest {
  /** SHA-256 of advertisement keys in Base64, at most `mostKeys`. */
  readonly hashedKeys: readonly string[];
  /** Unix milliseconds; reports that were handed in (or, if the source does not tell, made) before are left out. */
  readonly since: number;
  /** `next` of the page before; null for the first. It is of use only with the same keys and time. */
  readonly cursor: string | null;
  /** Ends the request early. */
  readonly signal?: AbortSignal;
}

/** One page of reports. */
export interface ReportPage {
  readonly kind: 'page';
  readonly reports: readonly EncryptedReport[];
  /** What the next page is asked for with; null on the last page. A page may be empty and still have a next. */
  readonly next: string | null;
}

/** A report as a finder handed it in. */
export interface EncryptedReport {
  /** SHA-256 of the advertisement key it is for, in Base64. */
  readonly hashedKey: string;
  /** Time, confidence, the finder's point, the sealed place and its tag, as `openReport` takes it. */
  readonly payload: Uint8Array;
  /** Unix milliseconds when the source got it; null where it does not tell. */
  readonly publishedAt: number | null;
}

/** Why there are no reports now. */
export interface FetchFailure {
  readonly kind: 'failure';
  /**
   * `unauthorized`: sign-in failed, a person has to see to it; asking again is of no use. `limited`: asked too often.
   * `unavailable`: no connection, no answer, or the source is out of order. `unexpected`: an answer nobody can read.
   */
  readonly reason: 'unauthorized' | 'limited' | 'unavailable' | 'unexpected';
  /** Milliseconds to wait before the next request; null where the source did not say. */
  readonly retryAfterMs: number | null;
  /** One sentence for whoever runs the installation, without secrets. */
  readonly message: string;
}
