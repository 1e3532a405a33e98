#!/usr/bin/env node
/** Entry of the `heapglass` command. Commands are loaded when they are asked for, so that help is instant. */
import { COMMANDS, helpText } from './command-table.js';
import { UsageError } from './option-table.js';
import { version } from '../api/version.js';

const EXIT_USAGE = 64;
const EXIT_INTERNAL = 70;

async function main(words: string[]): Promise<number> {
  const [name, ...rest] = words;
  if (name === undefined) {
    process.stderr.write(helpText());
    return EXIT_USAGE;
  }
  if (name === '--version' || name === '-V') {
    process.stdout.write(`heapglass ${version()}\n`);
    return 0;
  }
  if (name === '--help' || name === '-h' || (name === 'help' && rest.length === 0)) {
    process.stdout.write(helpText());
    return 0;
  }
  const command = COMMANDS.find((entry) => entry.name === (name === 'help' ? rest[0] : name));
  if (!command) throw new UsageError(`there is no command "${name}"; heapglass --help lists them`);
  return command.run(name === 'help' ? ['--help'] : rest);
}

/** A pipe that nobody reads any more is no error of ours. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`heapglass: ${error.message}\n`);
    process.exitCode = EXIT_USAGE;
  } else {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`heapglass: an internal error; please report it with what you did\n${text}\n`);
    process.exitCode = EXIT_INTERNAL;
  }
}
