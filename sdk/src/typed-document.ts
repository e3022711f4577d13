/**
 * A GraphQL document whose type knows the result that it selects and the variables that it takes. The generated
 * documents of this SDK are such, and so are the `TypedDocumentString`s that graphql-codegen's `documentMode: 'string'`
 * writes for a partner's own operations. A plain string is accepted too; its result is then `unknown`.
 */
export interface TypedDocument<Result, Variables> {
  toString(): string;
  /** Never present at run time: it carries the types only. */
  readonly __apiType?: (variables: Variables) => Result;
}

/** A generated document: a string that is also a {@link TypedDocument}. */
export type TypedDocumentText<Result, Variables> = string & TypedDocument<Result, Variables>;

/** The result that a document selects. */
export type ResultOf<Document> =
  Document extends TypedDocument<infer Result, infer _Variables> ? Result : never;

/** The variables that a document takes. */
export type VariablesOf<Document> =
  Document extends TypedDocument<infer _Result, infer Variables> ? Variables : never;

/** Options of a single call. */
export interface CallOptions {
  /** Ends the call, wherever it stands, with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * What follows the document in `client.request`: variables where the operation requires some, optional variables where
 * it does not, and none where it declares none.
 */
export type RequestArguments<Variables> = unknown extends Variables
  ? [variables?: Readonly<Record<string, unknown>> | undefined, options?: CallOptions]
  : Variables extends Readonly<Record<string, never>>
    ? [variables?: undefined, options?: CallOptions]
    : Record<never, never> extends Variables
      ? [variables?: Variables | undefined, options?: CallOptions]
      : [variables: Variables, options?: CallOptions];
