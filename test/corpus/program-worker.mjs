/** A thread in which corpus programs run, one after the other: it has the stack that `heapglass run` gives them. */
import { parentPort } from 'node:worker_threads';
import { DEFAULT_REPORT } from '../../dist/api/default-report.js';
import { runRequest } from '../../dist/api/run-module.js';
import { version } from '../../dist/api/version.js';
import { tuneEngine } from '../../dist/host/node/engine.js';
import { PROGRAM_LIMIT } from '../../dist/memory/layout.js';
import { runProgram } from '../../dist/process/run.js';
import { renderReport } from '../../dist/report/render.js';
import { PLAIN } from '../../dist/report/style.js';

tuneEngine();

parentPort.on('message', async ({ module, program, words, directory, stdin }) => {
  const written = [[], [], []];
  let read = 0;
  const surroundings = (host) => ({
    ...host,
    files: {
      ...host.files,
      read: (handle, into, position) => {
        if (handle !== 0) return host.files.read(handle, into, position);
        const piece = stdin.subarray(read, read + into.length);
        into.set(piece);
        read += piece.length;
        return piece.length;
      },
      write: (handle, from, position) => {
        if (handle !== 1 && handle !== 2) return host.files.write(handle, from, position);
        written[handle].push(from.slice());
        return from.length;
      },
    },
  });
  const request = await runRequest(
    module,
    {
      program,
      directory,
      arguments: words,
      environment: [],
      preopens: [
        { name: '.', path: directory },
        { name: directory, path: directory },
      ],
      memoryLimit: PROGRAM_LIMIT,
      report: DEFAULT_REPORT,
      tool: version(),
    },
    surroundings,
  );
  const { recording } = await runProgram(request);
  parentPort.postMessage({
    stdout: Buffer.concat(written[1]).toString(),
    report: renderReport(recording, 'json', { width: 80, style: PLAIN }),
  });
});
