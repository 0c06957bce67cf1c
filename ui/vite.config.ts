import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { thirdParty } from './third-party';

/**
 * The window freezes what all objects inherit from, so that no script can poison it. d3-color, which the map's zooming brings along,
 * writes over an inherited name, which is then refused; the same is defined instead. Fails where a newer d3-color has other words.
 */
const INHERITED = 'prototype.constructor = constructor';
const underFrozenPrototypes = {
  name: 'under-frozen-prototypes',
  transform(code: string, id: string) {
    if (!/d3-color[\\/]dist[\\/]d3-color\.mjs$/.test(id)) return null;
    if (!code.includes(INHERITED))
      throw new Error('d3-color changed: look whether it still writes over inherited names');
    const instead = "Object.defineProperty(prototype, 'constructor', { value: constructor, writable: true })";
    return { code: code.replace(INHERITED, instead), map: null };
  },
};

/**
 * Two builds from one source: `vite build` makes what the window loads; `--mode fake` makes the same pages over an in-browser
 * bridge with invented records, for page tests and for looking at screens without a window.
 */
export default defineConfig(({ mode }) => ({
  base: './',
  plugins: [react(), underFrozenPrototypes, thirdParty(import.meta.dirname)],
  optimizeDeps: { rolldownOptions: { plugins: [underFrozenPrototypes] } },
  define: { __FAKE_BRIDGE__: JSON.stringify(mode === 'fake' || mode === 'test') },
  clearScreen: false,
  server: { host: '127.0.0.1', port: 1420, strictPort: false },
  preview: { host: '127.0.0.1' },
  build: {
    target: ['safari16', 'chrome107'],
    emptyOutDir: true,
    // Fonts stay files: the window's content policy allows fonts from its own origin, not from data.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  test: {
    // A test that draws says so in its first line and gets a page: most do not, and are quick.
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}'],
  },
}));
