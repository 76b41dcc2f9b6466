import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// The build is loaded from inside the window (WebKitGTK 2.50 or WebView2), so modern targets are
// safe; older ones would make the minifier rewrite `light-dark()` and `oklch()` in the tokens.
const engines = ['safari18', 'chrome125'];

// A browser test may put a real core behind the page: requests go to it by HTTP.
const bridge = process.env['DAYBREAK_BRIDGE'];
const proxy = bridge === undefined ? {} : { '/ask': bridge, '/events': bridge };

export default defineConfig({
  base: './',
  plugins: [react()],
  clearScreen: false,
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { port: 1420, strictPort: true, proxy },
  preview: { port: 1421, strictPort: true, proxy },
  build: { target: engines, cssTarget: engines, outDir: 'dist', emptyOutDir: true },
  worker: { format: 'es' },
  test: {
    environment: 'jsdom',
    setupFiles: ['./src/test-setup.ts'],
    restoreMocks: true,
    css: false,
  },
});
