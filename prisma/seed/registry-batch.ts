import { nikWarnings } from '../../api/values/nik-warnings.js';
import { demandIndexLayer } from '../vault/demand-index-layer.js';
import { registerWrappingKey } from '../vault/register-wrapping-key.js';
import type { Vault } from '../vault/vault.js';
import type { BulkSql } from './bulk-sql.js';
import { startBulkLoad } from './collect-facts.js';
import type { CopyValue } from './copy-text.js';
import type { DatedCode, PlainEnrolment, PlainHousehold, PlainPerson } from './plain-household.js';

/** Tables that hold a household and what hangs on it, parents first, with the columns that a load fills. */
export const REGISTRY_TABLES = {
  household: 'id village_code identity kk_index monthly_income last_verified_on',
  household_key: 'household_id wrapped wrapping_key_id',
  person:
    'id household_id village_code identity nik_index name_tokens sex birth_date death_date occupation warnings',
  person_key: 'person_id wrapped wrapping_key_id',
  household_member: 'id household_id person_id relationship since',
  registry_listing: 'id household_id system period since listed decile',
  housing_condition:
    'id household_id recorded_on floor roof wall structure sanitation floor_area_dm2 owns_land earlier_housing_aid',
  disaster_loss: 'id household_id kind happened_on verified_on damage',
  person_condition: 'id household_id person_id kind grade since until',
  dukcapil_match: 'id household_id person_id status checked_on mismatched_fields',
  exclusion: 'id household_id person_id ground_code since until',
  classification: 'id household_id person_id category_code sensitivity since until',
  enrolment: 'id household_id person_id program_code status since until decree',
} as const;

type Table = keyof typeof REGISTRY_TABLES;
const TABLES = Object.keys(REGISTRY_TABLES) as Table[];

/** What sealing and indexing need to know besides the household itself. */
export interface RecordingContext {
  readonly vault: Pick<
    Vault,
    'seal' | 'nikIndex' | 'kkIndex' | 'nameTokens' | 'wrappingKeyIds' | 'indexLayers'
  >;
  /** PPKS category code → sensitivity. */
  readonly sensitivity: ReadonlyMap<string, string>;
}

/** Rows of many households, sealed and ready to load. Holds as much as is added: load and drop it in steps. */
export class RegistryBatch {
  readonly #context: RecordingContext;
  readonly #rows = Object.fromEntries(TABLES.map((table) => [table, []])) as unknown as Record<
    Table,
    CopyValue[][]
  >;

  constructor(context: RecordingContext) {
    this.#context = context;
  }

  /** Rows held, over all tables. */
  get size(): number {
    return TABLES.reduce((sum, table) => sum + this.#rows[table].length, 0);
  }

  /** Seals a household and adds its rows. `nextId` gives the ids of the rows that have none yet. */
  add(household: PlainHousehold, nextId: () => string): void {
    const { vault } = this.#context;
    const { id, kkNumber, address, rt, rw } = household;
    const { identity, key } = vault.seal('household', id, { kkNumber, address, rt, rw });
    this.#rows.household.push([
      id,
      household.villageCode,
      identity,
      vault.kkIndex(kkNumber),
      household.monthlyIncome,
      household.lastVerifiedOn,
    ]);
    this.#rows.household_key.push([id, key.wrapped, key.wrappingKeyId]);
    for (const person of household.people) this.#addPerson(household, person, nextId);
    for (const { system, period, since, listed, decile } of household.listings) {
      this.#rows.registry_listing.push([nextId(), id, system, period, since, listed, decile]);
    }
    for (const house of household.housing) {
      this.#rows.housing_condition.push([
        nextId(),
        id,
        house.recordedOn,
        house.floor,
        house.roof,
        house.wall,
        house.structure,
        house.sanitation,
        house.floorAreaDm2,
        house.ownsLand,
        house.earlierHousingAid,
      ]);
    }
    for (const { kind, happenedOn, verifiedOn, damage } of household.losses) {
      this.#rows.disaster_loss.push([nextId(), id, kind, happenedOn, verifiedOn, damage]);
    }
    this.#addShared(id, null, household, nextId);
  }

  #addPerson(household: PlainHousehold, person: PlainPerson, nextId: () => string): void {
    const { vault } = this.#context;
    const { id, nik, name, account, sex, birthDate } = person;
    const plain = account === null ? { nik, name } : { nik, name, account };
    const { identity, key } = vault.seal('person', id, plain);
    this.#rows.person.push([
      id,
      household.id,
      household.villageCode,
      identity,
      nik === null ? null : vault.nikIndex(nik),
      vault.nameTokens(name, household.villageCode.slice(0, 5)),
      sex,
      birthDate,
      person.deathDate,
      person.occupation,
      nik === null ? [] : nikWarnings(nik, birthDate, sex),
    ]);
    this.#rows.person_key.push([id, key.wrapped, key.wrappingKeyId]);
    this.#rows.household_member.push([
      nextId(),
      household.id,
      id,
      person.relationship,
      person.memberSince,
    ]);
    for (const { kind, grade, since, until } of person.conditions) {
      this.#rows.person_condition.push([nextId(), household.id, id, kind, grade, since, until]);
    }
    for (const { status, checkedOn, mismatchedFields } of person.dukcapil) {
      this.#rows.dukcapil_match.push([
        nextId(),
        household.id,
        id,
        status,
        checkedOn,
        mismatchedFields,
      ]);
    }
    this.#addShared(household.id, id, person, nextId);
  }

  /** What lies on a person or, with `personId` null, on the family. */
  #addShared(
    householdId: string,
    personId: string | null,
    holder: {
      readonly exclusions: readonly DatedCode[];
      readonly classifications: readonly DatedCode[];
      readonly enrolments: readonly PlainEnrolment[];
    },
    nextId: () => string,
  ): void {
    for (const { code, since, until } of holder.exclusions) {
      this.#rows.exclusion.push([nextId(), householdId, personId, code, since, until]);
    }
    for (const { code, since, until } of holder.classifications) {
      const sensitivity = this.#context.sensitivity.get(code);
      if (sensitivity === undefined) throw new Error(`No PPKS category has the code ${code}.`);
      this.#rows.classification.push([
        nextId(),
        householdId,
        personId,
        code,
        sensitivity,
        since,
        until,
      ]);
    }
    for (const { program, status, since, until, decree } of holder.enrolments) {
      this.#rows.enrolment.push([
        nextId(),
        householdId,
        personId,
        program,
        status,
        since,
        until,
        decree,
      ]);
    }
  }

  /** Loads the rows, parents first, and empties the batch. Call it inside a transaction, and `collectFacts` after the last. */
  async load(sql: BulkSql): Promise<void> {
    await startBulkLoad(sql);
    await demandIndexLayer(sql, this.#context.vault);
    await registerWrappingKey(sql, this.#context.vault);
    for (const table of TABLES) {
      const rows = this.#rows[table];
      if (rows.length > 0) await sql.copy(table, REGISTRY_TABLES[table].split(' '), rows);
      this.#rows[table] = [];
    }
  }
}
