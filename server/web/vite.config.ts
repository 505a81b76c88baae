// SPDX-License-Identifier: GPL-2.0-or-later
import { defineConfig } from 'vite';

// What `npx vite` does not have comes from a server beside it: `liangxian serve STORE`.
const served = Object.fromEntries(
  ['/tiles', '/ogcapi', '/ows', '/wmts', '/api', '/map.json', '/styles/legend.json'].map((path) => [path, 'http://127.0.0.1:8080']),
);

// Pages come from this server and take nothing from elsewhere: no inline code, no inline styles (CSP).
export default defineConfig({
  server: { proxy: served },
  base: '/',
  publicDir: 'public',
  build: {
    target: 'chrome87',
    cssTarget: 'chrome87',
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    rollupOptions: { input: { index: 'index.html' } },
    chunkSizeWarningLimit: 900,
  },
});
