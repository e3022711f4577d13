import { fileURLToPath } from 'node:url';
import { defineConfig, loadEnv } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const { DINSOS_URL = 'http://127.0.0.1:4000' } = loadEnv('', root, 'DINSOS_');

/** The registry allows no other origin, so that the page's own server passes its requests on. */
const proxy = Object.fromEntries(
  ['/graphql', '/sandbox'].map((path) => [path, { target: DINSOS_URL, changeOrigin: true }]),
);

export default defineConfig({
  root,
  envPrefix: 'DASHBOARD_',
  server: { proxy },
  preview: { proxy },
  build: {
    outDir: fileURLToPath(new URL('dist/', import.meta.url)),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    target: 'es2022',
  },
});
