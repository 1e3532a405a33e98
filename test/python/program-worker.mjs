/** The thread in which test programs run: it has the stack that `heapglass run` gives them. Each runs in an interpreter of its own. */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { runPython } from '../../dist/api/run-python.js';

for (const [at, path] of workerData.paths.entries()) {
  const directory = dirname(path);
  const decoders = [undefined, new TextDecoder(), new TextDecoder()];
  const written = [undefined, '', ''];
  const capture = (host) => ({
    ...host,
    files: {
      ...host.files,
      write: (handle, from, at) => {
        if (handle !== 1 && handle !== 2) return host.files.write(handle, from, at);
        written[handle] += decoders[handle].decode(from, { stream: true });
        return from.length;
      },
    },
  });
  let status;
  try {
    status = await runPython(
      readFileSync(path),
      {
        program: path,
        path,
        arguments: [],
        environment: [],
        places: [
          { name: directory, path: directory },
          { name: workerData.scratch, path: workerData.scratch },
        ],
        directory,
        // Every other one is compiled to what is kept; the others compile functions when they are called.
        cache: at % 2 === 0 ? workerData.scratch : undefined,
      },
      capture,
    );
  } catch (problem) {
    status = -1;
    written[2] += `\nan internal fault: ${problem.stack ?? problem}`;
  }
  parentPort.postMessage({ path, status, output: written[1], errors: written[2] });
}
