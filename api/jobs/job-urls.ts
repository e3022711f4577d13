/** Where the rows of a job are uploaded and its results read, as callers are told. */
export interface JobUrls {
  rows(id: string): string;
  results(id: string): string;
}

/** The URLs of jobs under the public origin of the server. */
export function createJobUrls(origin: () => string): JobUrls {
  return Object.freeze({
    rows: (id: string) => `${origin()}/jobs/${id}/rows`,
    results: (id: string) => `${origin()}/jobs/${id}/results`,
  });
}
