/** Child processes, timed from their start to their end. */
import { spawn, spawnSync } from 'node:child_process';

const OUTPUT_LIMIT = 64 * 1024 * 1024;

/**
 * @param {{ env?: Record<string, string | undefined>, cwd?: string, status?: number }} options
 *   `env` is added to the environment; undefined removes a variable. `status` is the one that is right (default 0).
 * @returns {{ milliseconds: number, stdout: string, stderr: string }}
 * @throws when the command ends in any other way.
 */
export function runTimed(command, args, options = {}) {
  const start = performance.now();
  const result = spawnSync(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: OUTPUT_LIMIT,
  });
  const milliseconds = performance.now() - start;
  if (result.error) throw result.error;
  const status = options.status ?? 0;
  if (result.status !== status) {
    throw new Error(
      `${[command, ...args].join(' ')} ended with ${result.signal ?? `status ${result.status}`}, not ${status}\n` +
        `${result.stdout}${result.stderr}`,
    );
  }
  return { milliseconds, stdout: result.stdout, stderr: result.stderr };
}

/**
 * Milliseconds from the start of a process to the first that it writes to its standard output.
 * @param {{ env?: Record<string, string | undefined>, cwd?: string }} options as runTimed takes them
 * @throws when it ends without output.
 */
export function untilOutput(command, args, { cwd, env }) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
    let milliseconds;
    child.stdout.on('data', () => {
      milliseconds ??= performance.now() - start;
    });
    child.on('error', reject);
    child.on('close', () =>
      milliseconds === undefined
        ? reject(new Error(`${[command, ...args].join(' ')} wrote nothing`))
        : resolve(milliseconds),
    );
  });
}

/** First line of `command --version`, or undefined where it is not installed. */
export function versionOf(command) {
  const result = spawnSync(command, ['--version'], { encoding: 'utf8' });
  return result.status === 0 ? result.stdout.split('\n')[0].trim() : undefined;
}
