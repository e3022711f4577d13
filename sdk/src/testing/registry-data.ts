import type { FakeProgram } from './engine.js';

/** Somebody of the sandbox in whose name a test can ask. */
export interface FakePersona {
  readonly id: string;
  readonly name: { readonly id: string; readonly en: string };
  readonly tier: string;
  readonly territory: string | null;
  readonly roles: readonly string[];
  readonly purpose: string;
  readonly partner: { readonly id: string; readonly kind: string } | null;
  readonly scopes: readonly string[];
}

/** A row of a catalog as the registry stores it. */
type Row = Readonly<Record<string, string | number | readonly string[] | null>>;

/** What the fake registry knows. Everybody in it is invented. */
export interface RegistryData {
  /** The day on which it stands still. */
  readonly today: string;
  /** By NIK. */
  readonly people: Readonly<
    Record<
      string,
      {
        readonly id: string;
        readonly household: string;
        readonly villageCode: string;
        readonly birthDate: string;
      }
    >
  >;
  /** Facts of all days, by household. */
  readonly households: Readonly<Record<string, object>>;
  readonly programs: readonly FakeProgram[];
  readonly categories: readonly Row[];
  readonly grounds: readonly Row[];
  readonly regions: readonly Row[];
  readonly personas: readonly FakePersona[];
  readonly agreements: readonly {
    readonly partnerId: string;
    readonly purpose: string;
    readonly programs: readonly string[];
  }[];
}
