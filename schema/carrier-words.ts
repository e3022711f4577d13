import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  type PothosTypeConfig,
  type SchemaTypes,
} from '@pothos/core';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      carrierWords: CarrierWords<Types>;
    }
  }
}

const PAGE_INFO: Readonly<Record<string, string>> = {
  hasNextPage: 'More follow after this page.',
  hasPreviousPage: 'The page began after a cursor.',
  startCursor: 'Cursor of the first entry; null on an empty page.',
  endCursor: 'Cursor of the last entry, to be sent as `after`; null on an empty page.',
};

const PAGE_FIELDS: Readonly<Record<string, string>> = {
  edges: 'The entries of the page, in order.',
  pageInfo: 'Where the page stands in the list.',
  node: 'The entry.',
  cursor: 'Opaque place of the entry in the list. It holds an id and no personal data.',
};

const PAGE_ARGUMENTS: Readonly<Record<string, string>> = {
  first: 'How many, from 1 to 100; 20 where absent.',
  after: 'Cursor after which the page begins; the start of the list where absent.',
};

/** Describes the parts that libraries make: Relay's pages, and the unions of results. */
class CarrierWords<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onTypeConfig(type: PothosTypeConfig): PothosTypeConfig {
    if (typeof type.description === 'string') return type;
    const description = typeWords(type.name);
    return description === undefined ? type : { ...type, description };
  }

  override onOutputFieldConfig(
    field: PothosOutputFieldConfig<Types>,
  ): PothosOutputFieldConfig<Types> {
    const words =
      field.parentType === 'PageInfo'
        ? PAGE_INFO[field.name]
        : /(Connection|Edge)$/.test(field.parentType)
          ? PAGE_FIELDS[field.name]
          : undefined;
    const args = Object.fromEntries(
      Object.entries(field.args).map(([name, argument]) => [
        name,
        argument.description === undefined && PAGE_ARGUMENTS[name] !== undefined
          ? { ...argument, description: PAGE_ARGUMENTS[name] }
          : argument,
      ]),
    );
    return {
      ...field,
      args,
      ...(field.description === undefined && words !== undefined ? { description: words } : {}),
    };
  }
}

function typeWords(name: string): string | undefined {
  if (name === 'PageInfo') return 'Where a page stands in its list (Relay).';
  if (name.endsWith('Connection'))
    return 'A page of a list (Relay). Ask for the next with `after: endCursor`.';
  if (name.endsWith('Edge')) return 'An entry of a page, with its place in the list.';
  if (name.endsWith('Result')) {
    return 'What the change gave: the record as it stands, or a refusal that a caller can act on. Ask every refusal for its code and message through `... on Error`.';
  }
  return undefined;
}

SchemaBuilder.registerPlugin('carrierWords', CarrierWords);
