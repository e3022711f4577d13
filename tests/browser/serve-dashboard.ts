import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

export const DASHBOARD_CONFIG = fileURLToPath(
  new URL('../../examples/dashboard/vite.config.ts', import.meta.url),
);
/** Nothing but the page's own files and its own server: no inline script or style. */
const CSP = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The dashboard of the examples, built and served. */
export interface ServedDashboard {
  readonly url: string;
  close(): Promise<void>;
}

/** Builds the dashboard and serves it before the registry that `DINSOS_URL` names. */
export async function serveDashboard(): Promise<ServedDashboard> {
  const folder = await mkdtemp(join(tmpdir(), 'dinsos-dashboard-'));
  const common = { configFile: DASHBOARD_CONFIG, logLevel: 'error' } as const;
  await build({ ...common, build: { outDir: folder } });
  const server = await preview({
    ...common,
    build: { outDir: folder },
    preview: {
      ...{ host: '127.0.0.1', port: 0, open: false },
      headers: { 'content-security-policy': CSP },
    },
  });
  return {
    url: server.resolvedUrls!.local[0]!,
    async close() {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}
