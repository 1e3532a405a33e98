import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Folders whose files run hundreds of programs, the longest first. */
const LONG = ['test/corpus/', 'test/oracle/', 'test/vm/', 'test/cli/', 'test/python/'];

/** Files are run the largest first, but the longest are small ones: begun last, they would leave all workers but one without work. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((folder) => moduleId.replaceAll('\\', '/').includes(folder));
      return at === -1 ? LONG.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: 'test/support/test-run.ts',
    sequence: { sequencer: LongestFirst },
    // Compiling C takes seconds on a busy machine; no test waits for a clock.
    testTimeout: 300_000,
    hookTimeout: 600_000,
    // Two programs with three gigabytes of address space each are enough at once.
    maxWorkers: 2,
  },
});
