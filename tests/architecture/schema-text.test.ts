import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Kind, parse, visit } from 'graphql';
import type {
  ASTNode,
  DocumentNode,
  EnumValueDefinitionNode,
  FieldDefinitionNode,
  InputValueDefinitionNode,
  TypeDefinitionNode,
} from 'graphql';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { ROOT } from './support/source-files.js';

const committed = readFileSync(new URL('schema/schema.graphql', ROOT), 'utf8');

type Described =
  TypeDefinitionNode | FieldDefinitionNode | EnumValueDefinitionNode | InputValueDefinitionNode;

const DESCRIBED = new Set<string>([
  Kind.SCALAR_TYPE_DEFINITION,
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.UNION_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
  Kind.FIELD_DEFINITION,
  Kind.ENUM_VALUE_DEFINITION,
  Kind.INPUT_VALUE_DEFINITION,
]);

/** A definition that a reader meets by its name. */
function isDescribed(node: ASTNode): node is Described {
  return DESCRIBED.has(node.kind);
}

/** Paths of the elements whose description is missing, or says no more than their name. */
function bare(document: DocumentNode): string[] {
  const trail: string[] = [];
  const found: string[] = [];
  visit(document, {
    enter(node: ASTNode) {
      if (!isDescribed(node)) return;
      trail.push(node.name.value);
      const text = node.description?.value ?? '';
      const words = text
        .toLowerCase()
        .replace(/^(?:the|an?) /, '')
        .replace(/[^a-z0-9]/g, '');
      const name = node.name.value.toLowerCase().replace(/[^a-z0-9]/g, '');
      if (words === '' || words === name) found.push(trail.join('.'));
    },
    leave(node: ASTNode) {
      if (isDescribed(node)) trail.pop();
    },
  });
  return found;
}

/** Prints the schema in a process of its own, which has no environment and a folder without any file. */
async function printAlone(): Promise<string> {
  const program = fileURLToPath(new URL('./support/print-schema.ts', import.meta.url));
  const loader = import.meta.resolve('tsx');
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', loader, program], {
    cwd: '/',
    env: {},
    maxBuffer: 16 * 1024 * 1024,
  });
  return stdout;
}

describe('the schema', () => {
  it('is built with no database and no environment, twice the same, and equals the committed text', async () => {
    const [first, second] = await Promise.all([printAlone(), printAlone()]);
    expect(second).toBe(first);
    const text = await format(first, { parser: 'graphql', printWidth: 100 });
    expect(text === committed ? 'equal' : 'differs: npm run generate').toBe('equal');
  });

  it('has a description for every type, field, argument, input and enum value', () => {
    expect(bare(parse(committed))).toEqual([]);
  });
});

describe('the search for bare elements', () => {
  it('finds what has no description and what only repeats its name', () => {
    const sdl = `
      "What is asked." type Query { "The name." name: String  "One page." page("How many." size: Int, from: Int): Int }
      enum Colour { "Like blood." RED BLUE }`;
    expect(bare(parse(sdl))).toEqual(['Query.name', 'Query.page.from', 'Colour', 'Colour.BLUE']);
  });
});
