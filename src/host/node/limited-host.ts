/**
 * The Node host for a program whose time is limited: no wait goes beyond it.
 *
 * A read or write that waits inside the operating system cannot be ended from outside. So pipes and terminals among the
 * standard streams are opened a second time in non-blocking mode, where the system has names for open descriptors (Linux),
 * and tried again and again. Opening anew leaves the mode of the original alone, which other processes share. A socket
 * cannot be opened anew; as standard input it is made non-blocking itself.
 */
import fs from 'node:fs';
import net from 'node:net';
import type { Handle, Host, HostClock } from '../../process/host.js';
import { nodeHost, patiently } from './node-host.js';

export interface LimitedHost {
  host: Host;
  /** The program has ended. */
  end(): void;
}

/** @param sleep waits as long as the program may, and ends it when that is over */
export function limitHost(sleep: HostClock['sleep']): LimitedHost {
  const { files, clock } = nodeHost;
  const impatient = [0, 1, 2].map(openImpatient);
  const host: Host = {
    ...nodeHost,
    clock: { ...clock, sleep },
    files: {
      ...files,
      read: (handle, into, position) => {
        const other = impatient[handle];
        if (other === undefined) return files.read(handle, into, position);
        return patiently(() => fs.readSync(other, into), sleep);
      },
      write: (handle, from, position) => {
        const other = impatient[handle];
        if (other === undefined) return files.write(handle, from, position);
        return patiently(() => fs.writeSync(other, from), sleep);
      },
    },
  };
  return {
    host,
    end: () => impatient.forEach((other, handle) => other !== undefined && other !== handle && fs.closeSync(other)),
  };
}

/** A descriptor of the same stream that never waits; undefined for files, and where there can be none. */
function openImpatient(handle: Handle): Handle | undefined {
  try {
    const status = fs.fstatSync(handle);
    if (handle === 0 && status.isSocket()) {
      // Its constructor sets the mode; it reads nothing.
      new net.Socket({ fd: handle, readable: false, writable: false }).unref();
      return handle;
    }
    if (process.platform !== 'linux' || !(status.isFIFO() || status.isCharacterDevice())) return undefined;
    const access = handle === 0 ? fs.constants.O_RDONLY : fs.constants.O_WRONLY;
    return fs.openSync(`/proc/self/fd/${handle}`, access | fs.constants.O_NONBLOCK | fs.constants.O_NOCTTY);
  } catch {
    return undefined;
  }
}
