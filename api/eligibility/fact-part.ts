/** Tables, each joined once by key, and the columns that they give to `fact`. */
export interface FactPart {
  readonly tables: readonly string[];
  readonly joins: readonly string[];
  readonly columns: readonly string[];
}
