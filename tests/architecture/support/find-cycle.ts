/** A cycle in a graph given by its arrows, as the names along it with the first repeated at the end; null when there is none. */
export function findCycle(arrows: ReadonlyMap<string, readonly string[]>): string[] | null {
  const finished = new Set<string>();
  for (const start of arrows.keys()) {
    const cycle = follow(start, []);
    if (cycle !== null) return cycle;
  }
  return null;

  function follow(name: string, trail: readonly string[]): string[] | null {
    const seen = trail.indexOf(name);
    if (seen !== -1) return [...trail.slice(seen), name];
    if (finished.has(name)) return null;
    for (const next of arrows.get(name) ?? []) {
      const cycle = follow(next, [...trail, name]);
      if (cycle !== null) return cycle;
    }
    finished.add(name);
    return null;
  }
}
