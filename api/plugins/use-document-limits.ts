import { GraphQLError, parse, type DocumentNode, type ParseOptions, type Source } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { Fault } from '../errors.js';
import { assertWithinBudget, MAX_TOKENS } from '../http/document-budget.js';

const TOO_MANY_TOKENS = /tokens/;

/**
 * Parses within limits: tokens of the text, then size of the tree with its fragments written out. Documents of which
 * `isExempt` is true (the SDK's own) are known to be sound.
 */
export function useDocumentLimits(isExempt: (text: string) => boolean): Plugin {
  return {
    onParse({ params, setParseFn }) {
      const text = textOf(params.source);
      setParseFn((source: string | Source, options: ParseOptions): DocumentNode =>
        isExempt(text) ? parse(source, options) : parseWithinLimits(source, options),
      );
    },
  };
}

function parseWithinLimits(source: string | Source, options: ParseOptions): DocumentNode {
  try {
    const document = parse(source, { ...options, maxTokens: MAX_TOKENS });
    assertWithinBudget(document);
    return document;
  } catch (error) {
    if (error instanceof GraphQLError && TOO_MANY_TOKENS.test(error.message)) {
      throw new Fault('OPERATION_TOO_COMPLEX', 'The document is too long.');
    }
    if (error instanceof RangeError) {
      throw new Fault('OPERATION_TOO_COMPLEX', 'The document is nested too deeply.');
    }
    throw error;
  }
}

function textOf(source: unknown): string {
  return typeof source === 'string' ? source : (source as Source).body;
}
