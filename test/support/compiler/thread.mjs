/** A thread in which the compiler stays loaded (server.ts): requests come as client.mjs writes them, answers go as it reads them. */
import { Exit, runClang, runLLVM } from '@yowasp/clang';
import { deserialize, serialize } from 'node:v8';
import { parentPort } from 'node:worker_threads';
import { startTool } from '../../../dist/host/node/engine.js';

const ENTRIES = { runClang, runLLVM };
const quiet = { stdout() {}, stderr() {}, fetchProgress() {} };
await startTool(() => runLLVM(['clang', '--version'], {}, quiet));

parentPort.on('message', async (request) => {
  const { entry, args, files, input, decodeASCII } = deserialize(request);
  const output = { stdout: [], stderr: [] };
  let read = 0;
  const options = {
    stdin: (length) => {
      if (read >= input.length) return null;
      const piece = input.slice(read, read + length);
      read += piece.length;
      return piece;
    },
    stdout: (bytes) => bytes && output.stdout.push(bytes.slice()),
    stderr: (bytes) => bytes && output.stderr.push(bytes.slice()),
    decodeASCII,
  };
  let answer;
  try {
    answer = { status: 0, files: await ENTRIES[entry](args, files, options) };
  } catch (error) {
    answer = error instanceof Exit ? { status: error.code, files: error.files } : { crash: String(error) };
  }
  const [stdout, stderr] = [Buffer.concat(output.stdout), Buffer.concat(output.stderr)];
  parentPort.postMessage(serialize({ ...answer, stdout, stderr }));
});
