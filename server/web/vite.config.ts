// SPDX-License-Identifier: GPL-2.0-or-later
import { defineConfig } from 'vite';

// Pages come from this server and take nothing from elsewhere: no inline code, no inline styles (CSP).
export default defineConfig({
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
