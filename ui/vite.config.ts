import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/**
 * Two builds from one source: `vite build` makes what the window loads; `--mode fake` makes the same pages over an in-browser
 * bridge with invented records, for page tests and for looking at screens without a window.
 */
export default defineConfig(({ mode }) => ({
  base: './',
  plugins: [react()],
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
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['tests/setup.ts'],
  },
}));
