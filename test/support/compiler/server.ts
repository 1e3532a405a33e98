/**
 * The compiler of a test run: threads of vitest's own process in which it stays loaded, for all that tests start (client.mjs). They
 * are started when something is compiled.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { Worker } from 'node:worker_threads';

/** Of 300 MB each. */
const THREADS = Math.min(2, availableParallelism());

interface Task {
  request: Uint8Array;
  answer(bytes: Uint8Array): void;
}

const idle: Worker[] = [];
const waiting: Task[] = [];
let started = 0;

/** Where it listens, and what ends it. */
export async function startCompiler(): Promise<{ place: string; stop: () => void }> {
  const directory = mkdtempSync(join(tmpdir(), 'heapglass-compiler-'));
  const place = process.platform === 'win32' ? `\\\\.\\pipe\\${directory}` : join(directory, 'socket');
  const server = createServer({ allowHalfOpen: true }, serve);
  await new Promise<void>((resolve) => server.listen(place, resolve));
  server.unref();
  const stop = (): void => {
    server.close();
    for (const worker of idle) void worker.terminate();
    rmSync(directory, { recursive: true, force: true });
  };
  return { place, stop };
}

function serve(socket: Socket): void {
  const pieces: Buffer[] = [];
  socket.on('data', (bytes: Buffer) => pieces.push(bytes));
  // Who is killed while it waits gets no answer.
  socket.on('error', () => undefined);
  socket.on('end', () => {
    waiting.push({ request: Buffer.concat(pieces), answer: (bytes) => socket.end(bytes) });
    next();
  });
}

function next(): void {
  const worker = idle.pop() ?? (started < THREADS ? start() : undefined);
  if (worker === undefined) return;
  const task = waiting.shift();
  if (task === undefined) {
    idle.push(worker);
    return;
  }
  const answered = (bytes: Uint8Array): void => {
    worker.off('error', failed);
    task.answer(bytes);
    idle.push(worker);
    next();
  };
  // Nothing is left of the thread.
  const failed = (error: Error): void => {
    worker.off('message', answered);
    task.answer(serialize({ crash: String(error) }));
    started--;
    next();
  };
  worker.once('message', answered).once('error', failed);
  worker.postMessage(task.request);
}

function start(): Worker {
  started++;
  const worker = new Worker(new URL('thread.mjs', import.meta.url));
  worker.unref();
  return worker;
}
