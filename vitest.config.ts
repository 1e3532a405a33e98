import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: 'test/support/shared-cache.ts',
    // Compiling C takes seconds on a busy machine; no test waits for a clock.
    testTimeout: 300_000,
    hookTimeout: 600_000,
    // Two programs with three gigabytes of address space each are enough at once.
    maxWorkers: 2,
  },
});
