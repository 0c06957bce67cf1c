import { defineConfig } from 'vitest/config';

/** Tests that open the built pages in Chromium. They run one after another: one browser, one server. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/pages/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
