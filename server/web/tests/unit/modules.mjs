// SPDX-License-Identifier: GPL-2.0-or-later
// Modules of the pages as the build makes them, without a browser.
import { createServer } from 'vite';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Loads modules of src by name; `close` ends it. */
export async function openModules() {
  const vite = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, watch: null, ws: false },
  });
  return { load: (name) => vite.ssrLoadModule(`/src/${name}.ts`), close: () => vite.close() };
}
