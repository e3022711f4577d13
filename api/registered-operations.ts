import { createHash } from 'node:crypto';
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

/** An operation of the SDK or of a deployment, whose document the server knows beforehand. */
export interface RegisteredOperation {
  /** `sha256:` and the hash of the text in hexadecimal: a persisted document's id of GraphQL over HTTP. */
  readonly id: string;
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
  findById(id: string): RegisteredOperation | null;
  /** By exact text: costs one look-up. */
  find(text: string): RegisteredOperation | null;
  /** By meaning: spacing, comments and the order of fragments do not matter. Parses the text. */
  findAlike(text: string): RegisteredOperation | null;
}

const HOME = fileURLToPath(new URL('../sdk/operations', import.meta.url));
const BULK_FIELD = 'checkEligibilities';
const LONGEST_ALIKE = 20_000;

/**
 * Reads the operations of the SDK, and those of the deployment's own applications from `more`, a folder of `.graphql` files.
 *
 * @throws GraphQLError for a file that is no document; Error (ENOENT) where the folder is missing.
 */
export function readRegisteredOperations(more: string | null = null): RegisteredOperations {
  const all = [HOME, ...(more === null ? [] : [more])].flatMap(readFolder);
  const byText = new Map(all.map((operation) => [operation.text, operation]));
  const byId = new Map(all.map((operation) => [operation.id, operation]));
  return {
    all,
    findById: (id) => byId.get(id) ?? null,
    find: (text) => byText.get(text) ?? null,
    findAlike(text) {
      const exact = byText.get(text);
      if (exact !== undefined || text.length > LONGEST_ALIKE) return exact ?? null;
      const normal = normalText(text);
      return normal === null ? null : (byText.get(normal) ?? null);
    },
  };
}

function readFolder(folder: string): RegisteredOperation[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.graphql'))
    .sort();
  const whole = concatAST(files.map((file) => parse(readFileSync(`${folder}/${file}`, 'utf8'))));
  return Object.values(separateOperations(whole)).map(register);
}

function register(document: DocumentNode): RegisteredOperation {
  const operation = operationOf(document);
  const [field] = operation?.selectionSet.selections ?? [];
  const text = printed(document);
  return {
    id: `sha256:${createHash('sha256').update(text).digest('hex')}`,
    name: operation?.name?.value ?? '',
    document,
    text,
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
