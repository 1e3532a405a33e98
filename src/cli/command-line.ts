/** The `heapglass` command. Commands are loaded when they are asked for, so that help is instant. */
import type { Worker } from 'node:worker_threads';
import { COMMANDS, helpText } from './command-table.js';
import { EXIT } from './exit-status.js';
import { reasonOf } from './file-errors.js';
import { nearest } from '../base/nearest.js';
import { UsageError } from './option-table.js';
import { keepThread } from './threads.js';
import { version } from '../api/version.js';

async function main(words: string[]): Promise<number> {
  const [name, ...rest] = words;
  if (name === undefined) {
    process.stderr.write(helpText());
    return EXIT.usage;
  }
  if (name === '--version' || name === '-V') {
    process.stdout.write(`heapglass ${version()}\n`);
    return 0;
  }
  if (name === '--help' || name === '-h' || (name === 'help' && rest.length === 0)) {
    process.stdout.write(helpText());
    return 0;
  }
  const wanted = name === 'help' ? rest[0] : name;
  const command = COMMANDS.find((entry) => entry.name === wanted);
  if (!command) {
    const near = nearest(
      wanted,
      COMMANDS.map((entry) => entry.name),
    );
    const hint = near === undefined ? 'heapglass --help lists the commands' : `did you mean ${near}?`;
    throw new UsageError(`there is no command "${wanted}"; ${hint}`);
  }
  return command.run(name === 'help' ? ['--help'] : rest);
}

/** Runs a command line and sets the exit status of this process. @param thread one that waits, if there is one */
export async function runCommandLine(words: string[], thread?: Worker): Promise<void> {
  keepThread(thread);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A pipe that nobody reads any more is no error of ours.
    if (error.code === 'EPIPE') process.exit(0);
    process.stderr.write(`heapglass: cannot write to standard output: ${reasonOf(error)}\n`);
    process.exit(EXIT.cannotWrite);
  });
  // There is nowhere left to say it.
  process.stderr.on('error', () => {});

  try {
    process.exitCode = await main(words);
  } catch (error) {
    process.exitCode = explain(error);
  }
}

/** Says on stderr why a command has failed. Gives the exit status. */
function explain(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(`heapglass: ${error.message}\n`);
    return EXIT.usage;
  }
  if ((error as NodeJS.ErrnoException).syscall === 'uv_cwd') {
    process.stderr.write('heapglass: the directory that this was started in is gone\n');
    return EXIT.noInput;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`heapglass: an internal error; please report it with what you did\n${text}\n`);
  return EXIT.internal;
}
