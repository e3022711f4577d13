import type pg from 'pg';

/** What every request about a job carries. */
type Headers = Readonly<Record<string, string>>;

/** Starts a job about PKH, and gives its id. */
export async function startJob(port: number, headers: Headers): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      query: `mutation { startEligibilityJob(input: { program: "PKH", purpose: SOCIAL_SERVICE, asOf: "2026-11-01",
        idempotencyKey: "bench" }) { id } }`,
    }),
  });
  const { data } = (await response.json()) as { data?: { startEligibilityJob: { id: string } } };
  if (data === undefined) throw new Error(`The job was refused with ${response.status}.`);
  return data.startEligibilityJob.id;
}

/** Uploads all rows in one part, after which they are decided. */
export async function send(
  port: number,
  id: string,
  headers: Headers,
  body: string,
): Promise<void> {
  const { status } = await fetch(`http://127.0.0.1:${port}/jobs/${id}/rows`, {
    method: 'PATCH',
    headers: {
      ...headers,
      'content-type': 'application/x-ndjson',
      ...{ 'upload-offset': '0', 'upload-complete': '?1' },
    },
    body,
  });
  if (status >= 300) throw new Error(`The upload was refused with ${status}.`);
}

/** Waits until a job is completed, as the database says it. @throws Error where it ended otherwise */
export async function completed(client: pg.Client, id: string): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ status: string }>(
      'SELECT status FROM eligibility_job WHERE id = $1',
      [id],
    );
    const status = rows[0]?.status;
    if (status === 'COMPLETED') return;
    if (status !== 'RUNNING') throw new Error(`The job is ${String(status)}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Reads all results. @throws Error where not each row has one */
export async function receive(
  port: number,
  id: string,
  headers: Headers,
  rows: number,
): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/jobs/${id}/results`, { headers });
  let lines = 0;
  for await (const piece of response.body ?? []) {
    for (const byte of piece as Uint8Array) if (byte === 10) lines++;
  }
  if (lines !== rows) throw new Error(`${lines} results came of ${rows} rows.`);
}
