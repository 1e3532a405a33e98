/** The system calls that a program of this machine is given. */
import type { Host } from '../process/host.js';
import type { GuestMemory } from '../process/guest-memory.js';
import type { SystemCalls } from '../process/system-calls.js';
import type { TimeLimit } from '../process/time-limit.js';
import { ProcessExit } from '../process/wasi/errors.js';
import { createWasi, wasiImports, type Wasi } from '../process/wasi/wasi.js';
import { limitHost } from '../host/node/limited-host.js';
import { nodeHost } from '../host/node/node-host.js';

/** What a program is given and allowed. */
export interface Surroundings {
  /** The program's name: its argv[0], and its name in reports. */
  program: string;
  arguments: string[];
  /** "NAME=VALUE". */
  environment: string[];
  /** Directories the program may use: the name it knows them by and where they are. */
  preopens: { name: string; path: string }[];
  /** Repeatable mode. */
  seed?: number;
}

export interface SystemCallsOptions {
  /** The host that the program is given instead. */
  change?(host: Host): Host;
  /** Besides what the calls themselves have to clear away when the program, but not one that it has forked, has ended. */
  ended?(): void;
}

export function systemCallsOn(
  host: Host,
  memory: GuestMemory,
  { program, arguments: words, environment, preopens, seed }: Surroundings,
  { change = (same) => same, ended }: SystemCallsOptions = {},
): SystemCalls {
  const options = { args: [program, ...words], env: environment, preopens, seed };
  return callsOf(host, createWasi(memory, change(host), options), ended);
}

function callsOf(host: Host, wasi: Wasi, ended?: () => void): SystemCalls {
  return {
    imports: wasiImports(wasi.calls),
    exitStatus: (error) => (error instanceof ProcessExit ? error.status : undefined),
    fileAt: wasi.fileAt,
    addStream: wasi.addStream,
    duplicate: wasi.duplicate,
    fork: (memory, change) => callsOf(host, wasi.fork(memory, change(host))),
    closesOnExec: (fd, closes) => {
      const before = wasi.closesOnExec(fd);
      if (closes !== undefined) wasi.setClosesOnExec(fd, closes);
      return before;
    },
    exec: (memory, change, start) => callsOf(host, wasi.exec(memory, change(host), start), ended),
    end: () => {
      wasi.end();
      ended?.();
    },
  };
}

/**
 * On Node itself, where no wait goes beyond a time limit.
 * @param change the host that the program is given instead
 */
export function nodeSystemCalls(
  memory: GuestMemory,
  limit: TimeLimit,
  surroundings: Surroundings & { timeout?: number },
  change: (host: Host) => Host = (host) => host,
): SystemCalls {
  const limited =
    surroundings.timeout === undefined ? undefined : limitHost((time) => limit.wait(time, nodeHost.clock.sleep));
  return systemCallsOn(limited?.host ?? nodeHost, memory, surroundings, { change, ended: () => limited?.end() });
}
