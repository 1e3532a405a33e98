/**
 * Stands in for the package @yowasp/clang in whatever the tests start (HEAPGLASS_LLVM): its tools run in the threads of the test
 * run (server.ts), which have them loaded. To load clang takes 1.5 s of a processor, to compile a small program 0.2 s.
 *
 * A call is a connection: the request, whole, and then the answer, whole, as v8 serialises them.
 *
 *     request  { entry: which function of the package, args, files, input, decodeASCII }
 *     answer   { status, files, stdout, stderr } | { crash }: what the tool's own fault was
 */
import { connect } from 'node:net';
import { deserialize, serialize } from 'node:v8';

/** As the package has it. */
export class Exit extends Error {
  constructor(code, files) {
    super(`Exited with status ${code}`);
    this.code = code;
    this.files = files;
  }
}

/** A single tool. */
export const runLLVM = (args, files, options) => run('runLLVM', args, files, options);

/** clang, and the linker after it. */
export const runClang = (args, files, options) => run('runClang', args, files, options);

async function run(entry, args, files = {}, { stdin, stdout, stderr, decodeASCII = true } = {}) {
  const answer = await ask({ entry, args, files, input: read(stdin), decodeASCII });
  if (answer.crash !== undefined) throw new Error(answer.crash);
  stdout?.(answer.stdout);
  stderr?.(answer.stderr);
  if (answer.status !== 0) throw new Exit(answer.status, answer.files);
  return answer.files;
}

function ask(request) {
  return new Promise((resolve, reject) => {
    const pieces = [];
    connect(process.env.HEAPGLASS_TEST_COMPILER)
      .on('data', (bytes) => pieces.push(bytes))
      .on('error', reject)
      .on('end', () => resolve(deserialize(Buffer.concat(pieces))))
      .end(serialize(request));
  });
}

/** All that a tool may read. */
function read(stdin) {
  const pieces = [];
  for (let piece = stdin?.(65536); piece; piece = stdin(65536)) pieces.push(piece);
  return Buffer.concat(pieces);
}
