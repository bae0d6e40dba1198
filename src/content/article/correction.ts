/** A correction as it is stored in `articles.corrections`. */
export interface CorrectionValue {
  /** Plain text. */
  text: string;
  /** RFC 3339, to the millisecond; null when the source does not say when. */
  correctedAt: string | null;
}
