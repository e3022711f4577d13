import type { DocumentNode } from 'graphql';

/** What is found once for each operation of a document, as long as the document is kept. */
export function onceADocument<Found>(
  find: (document: DocumentNode, operationName: string | null) => Found,
): (document: DocumentNode, operationName: string | null) => Found {
  const documents = new WeakMap<DocumentNode, Map<string | null, { readonly found: Found }>>();
  return (document, operationName) => {
    let named = documents.get(document);
    if (named === undefined) {
      named = new Map<string | null, { readonly found: Found }>();
      documents.set(document, named);
    }
    let known = named.get(operationName);
    if (known === undefined) {
      named.set(operationName, (known = { found: find(document, operationName) }));
    }
    return known.found;
  };
}
