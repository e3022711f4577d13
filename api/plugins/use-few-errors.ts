import { validate, type GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

const MAX_ERRORS = 3;

type Arguments = Parameters<typeof validate>;

/** Stops validation after a few errors: more help nobody, and cost time that a hostile document decides. */
export function useFewErrors(): Plugin {
  return {
    onValidate({ setValidationFn }) {
      setValidationFn(validateBriefly);
    },
  };
}

/** Yoga hands over the last two arguments in the other order than `validate` takes them. */
function validateBriefly(
  schema: Arguments[0],
  document: Arguments[1],
  rules?: Arguments[2],
  typeInfo?: Arguments[4],
  options?: Arguments[3],
): readonly GraphQLError[] {
  return validate(schema, document, rules, { ...options, maxErrors: MAX_ERRORS }, typeInfo);
}
