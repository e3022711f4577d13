import graphql from '@graphql-eslint/eslint-plugin';

/** Oxlint checks the TypeScript; ESLint is here for GraphQL alone. */
const schemaRules = {
  'description-style': 'error',
  'naming-convention': [
    'error',
    {
      types: 'PascalCase',
      FieldDefinition: {
        style: 'camelCase',
        forbiddenPrefixes: ['get'],
        forbiddenSuffixes: ['List'],
      },
      InputValueDefinition: 'camelCase',
      Argument: 'camelCase',
      EnumValueDefinition: 'UPPER_CASE',
    },
  ],
  'require-deprecation-reason': 'error',
  'require-description': [
    'error',
    {
      types: true,
      DirectiveDefinition: true,
      EnumValueDefinition: true,
      FieldDefinition: true,
      InputValueDefinition: true,
      rootField: true,
    },
  ],
  'unique-enum-value-names': 'error',
};

const operationRules = {
  'executable-definitions': 'error',
  'fields-on-correct-type': 'error',
  'known-argument-names': 'error',
  'known-directives': 'error',
  'known-type-names': 'error',
  'no-anonymous-operations': 'error',
  'no-deprecated': 'error',
  'no-duplicate-fields': 'error',
  'no-undefined-variables': 'error',
  'no-unused-variables': 'error',
  'provided-required-arguments': 'error',
  'scalar-leafs': 'error',
  'unique-operation-name': 'error',
  'value-literals-of-correct-type': 'error',
  'variables-are-input-types': 'error',
  'variables-in-allowed-position': 'error',
};

/** Projects of their own, because the explorer's examples and the SDK may name an operation alike. */
const SCHEMA = 'schema/schema.graphql';
const SDK = 'sdk/operations/**/*.graphql';
const EXAMPLES = 'api/graphiql/examples/*.graphql';
const graphQLConfig = {
  projects: {
    sdk: { schema: SCHEMA, documents: SDK },
    examples: { schema: SCHEMA, documents: EXAMPLES },
    schema: { schema: SCHEMA },
  },
};

const linted = (files, rules) => ({
  files: [files],
  plugins: { '@graphql-eslint': graphql },
  languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig } },
  rules: Object.fromEntries(
    Object.entries(rules).map(([rule, level]) => [`@graphql-eslint/${rule}`, level]),
  ),
});

const documentNames = {
  fileExtension: '.graphql',
  query: 'PascalCase',
  mutation: 'PascalCase',
  fragment: 'PascalCase',
};

export default [
  linted(SCHEMA, schemaRules),
  linted(SDK, {
    ...operationRules,
    'match-document-filename': ['error', documentNames],
    'no-unused-fragments': 'error',
    'require-selections': ['error', { fieldName: ['id', 'code'] }],
  }),
  linted(EXAMPLES, operationRules),
];
