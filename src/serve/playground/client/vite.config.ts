import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The page lies at the gateway's root, everything that it loads below this folder. */
const ASSET_FOLDER = './playground/';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  logLevel: 'warn',
  // The server puts a fresh nonce into each page that it sends: see style-nonce.ts.
  html: { cspNonce: '__CSP_NONCE__' },
  experimental: {
    // Relative addresses, so that the page also works behind a proxy that serves the gateway below a path.
    renderBuiltUrl: (file, { hostType }) => (hostType === 'html' ? ASSET_FOLDER + file : { relative: true }),
  },
  build: {
    target: 'es2022',
    emptyOutDir: true,
    // A data: URL could not be cached, and would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    // Monaco, the editor, is 2.8 MB in one piece by its nature.
    chunkSizeWarningLimit: 4_000,
    reportCompressedSize: false,
    // The page carries other people's code; their licences travel with it.
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      onLog: (level, log, pass) => {
        // "use client" marks files for server rendering, which is not done here.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') pass(level, log);
      },
    },
  },
});
