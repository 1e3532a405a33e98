/** `npm run demo`: the main job on a small program with three mistakes. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureReady, root } from './ensure.mjs';

await ensureReady();
console.log('$ heapglass run examples/leak.c\n');
const result = spawnSync(process.execPath, [join(root, 'dist/bundle/main.cjs'), 'run', 'examples/leak.c'], {
  cwd: root,
  stdio: 'inherit',
});
console.log(`\nexit status ${result.status}: 99 says that errors were found`);
process.exit(result.status === 99 ? 0 : 1);
