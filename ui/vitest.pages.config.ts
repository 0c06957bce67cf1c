import { defineConfig } from 'vitest/config';

/** Tests that open the built pages in Chromium: two files at a time, each with a browser and a server of its own. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/pages/**/*.test.ts'],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
