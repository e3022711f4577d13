import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  concatAST,
  Kind,
  parse,
  print,
  separateOperations,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql';

/** An operation of the SDK, whose document the server knows beforehand. */
export interface RegisteredOperation {
  readonly name: string;
  readonly document: DocumentNode;
  /** Exactly as the SDK sends it. */
  readonly text: string;
  /** Whether it checks many people in one request, and may therefore bring a large body. */
  readonly isBulk: boolean;
}

/** Finds registered operations by the text of their document. */
export interface RegisteredOperations {
  readonly all: readonly RegisteredOperation[];
  /** By exact text: costs one look-up. */
  find(text: string): RegisteredOperation | null;
  /** By meaning: spacing, comments and the order of fragments do not matter. Parses the text. */
  findAlike(text: string): RegisteredOperation | null;
}

const HOME = fileURLToPath(new URL('../sdk/operations', import.meta.url));
const BULK_FIELD = 'checkEligibilities';
const LONGEST_ALIKE = 20_000;

/** Reads the operations of the SDK from `directory`. */
export function readRegisteredOperations(directory = HOME): RegisteredOperations {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.graphql'))
    .sort();
  const whole = concatAST(files.map((file) => parse(readFileSync(`${directory}/${file}`, 'utf8'))));
  const all = Object.values(separateOperations(whole)).map(register);
  const byText = new Map(all.map((operation) => [operation.text, operation]));
  return {
    all,
    find: (text) => byText.get(text) ?? null,
    findAlike(text) {
      const exact = byText.get(text);
      if (exact !== undefined || text.length > LONGEST_ALIKE) return exact ?? null;
      const normal = normalText(text);
      return normal === null ? null : (byText.get(normal) ?? null);
    },
  };
}

function register(document: DocumentNode): RegisteredOperation {
  const operation = operationOf(document);
  const [field] = operation?.selectionSet.selections ?? [];
  return {
    name: operation?.name?.value ?? '',
    document,
    text: printed(document),
    isBulk: field?.kind === Kind.FIELD && field.name.value === BULK_FIELD,
  };
}

function normalText(text: string): string | null {
  try {
    const document = parse(text, { maxTokens: 1_000 });
    const operations = document.definitions.filter(({ kind }) => kind !== Kind.FRAGMENT_DEFINITION);
    return operations.length === 1 ? printed(document) : null;
  } catch {
    return null;
  }
}

/** Operation first, then its fragments in the order of their names: as the SDK's generator prints it. */
function printed(document: DocumentNode): string {
  const operation = operationOf(document);
  const fragments = document.definitions
    .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
    .sort((a, b) => (a.name.value < b.name.value ? -1 : 1));
  return [...(operation === undefined ? [] : [operation]), ...fragments].map(print).join('\n\n');
}

function operationOf({ definitions }: DocumentNode): OperationDefinitionNode | undefined {
  return definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}
