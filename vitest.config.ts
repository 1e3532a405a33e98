import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { ENGINE_OPTIONS } from './test/support/engine-options.js';

/** By the beginnings of their paths: what runs hundreds of programs, then what makes random calls; the longest first. */
const LONG = [
  ...['test/python/programs', 'test/vm/', 'test/corpus/', 'test/cli/', 'test/wasi/', 'test/'],
  ...['src/memory/alloc/free-list', 'src/memory/alloc/', 'src/instrument/', 'src/memory/', 'src/'],
];

/** The project of tests that run programs. */
const PROGRAMS = 'programs';

/**
 * Files are run the largest first, but the longest are small ones: begun last, they would leave all workers but one without work.
 * Those that share a worker come in one row: it ends when the next file wants another.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification) => {
      const path = moduleId.replaceAll('\\', '/');
      const at = LONG.findIndex((beginning) => path.includes(`/${beginning}`));
      return (project.name === PROGRAMS ? 0 : LONG.length) + at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

/** Each runs programs on Python's runtime in its own process, which has 400 modules to load. */
const PYTHON = 'test/python/*/**/*.test.ts';

const EACH = {
  // Compiling C takes seconds on a busy machine; no test waits for a clock.
  testTimeout: 300_000,
  hookTimeout: 600_000,
  // Two programs with three gigabytes of address space each are enough at once.
  maxWorkers: 2,
  // A worker loads the sources once, for all of its files.
  isolate: false,
};

export default defineConfig({
  test: {
    globalSetup: 'test/support/test-run.ts',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...EACH,
          name: PROGRAMS,
          include: ['test/**/*.test.ts'],
          exclude: [PYTHON],
          execArgv: [...ENGINE_OPTIONS],
        },
      },
      // Properties are tested for seconds: there the engine shall optimise as it does.
      { test: { ...EACH, name: 'units', include: ['src/**/*.test.ts', PYTHON] } },
    ],
  },
});
