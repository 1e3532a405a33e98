/** `npm test`: build with type check, format check, lint, all tests. */
import { ensureReady, bin, run } from './ensure.mjs';

await ensureReady();
run(bin('tsc'), ['-p', 'tsconfig.test.json']);
run(bin('biome'), ['ci', '--log-level=warn', '.']);
run(bin('oxlint'), ['--quiet', 'src', 'test', 'scripts', 'bench']);
run(bin('vitest'), ['run', ...process.argv.slice(2)], { stdio: 'inherit' });
