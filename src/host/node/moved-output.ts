/** Hosts for a program whose own output makes room for another result. */
import type { Host } from '../../process/host.js';

/** What the program prints on standard output goes to standard error. */
export function divertOutput(host: Host): Host {
  const { files } = host;
  const diverted = (handle: number): number => (handle === 1 ? 2 : handle);
  return {
    ...host,
    files: {
      ...files,
      write: (handle, from, position) => files.write(diverted(handle), from, position),
      status: (handle) => files.status(diverted(handle)),
    },
  };
}

/** What the program prints has been seen already. */
export function silenceOutput(host: Host): Host {
  const { files } = host;
  return {
    ...host,
    files: {
      ...files,
      write: (handle, from, position) =>
        handle === 1 || handle === 2 ? from.length : files.write(handle, from, position),
    },
  };
}
