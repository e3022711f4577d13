import { validate } from 'graphql';
import type { Plugin } from 'graphql-yoga';

const MAX_ERRORS = 3;

/** Stops validation after a few errors: more help nobody, and cost time that a hostile document decides. */
export function useFewErrors(): Plugin {
  return {
    onValidate({ setValidationFn }) {
      setValidationFn((schema, document, rules, typeInfo, options) =>
        validate(schema, document, rules, { ...options, maxErrors: MAX_ERRORS }, typeInfo),
      );
    },
  };
}
