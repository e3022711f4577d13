const MOST_KEPT = 200;
const kept = new Map<string, Promise<string>>();

/** The id under which a registry registers a document: `sha256:` and the hash of its text in hexadecimal. */
export function documentIdOf(text: string): Promise<string> {
  let id = kept.get(text);
  if (id === undefined) {
    id = hash(text);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(text, id);
  }
  return id;
}

async function hash(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `sha256:${Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
