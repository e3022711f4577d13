/** Whose budget a request draws on. */
export interface Budget {
  /** One agency × one purpose, or one officer. */
  readonly key: string;
  readonly kind: 'partner' | 'officer';
  readonly pointsPerMinute: number;
  /** Day of Jakarta. */
  readonly day: string;
}
