/**
 * Two threads, one heap: each allocates texts in the same SharedArrayBuffer and hands them over by their addresses, and the
 * other one reads and frees them.
 *
 *     node examples/shared-heap.mjs
 */
import { isMainThread, MessageChannel, Worker, workerData } from 'node:worker_threads';
import { SharedHeap, TlsfAllocator } from 'heapglass/alloc';

const TEXTS = 5000;
const makeAllocator = (memory, pages) => new TlsfAllocator(memory, pages);

if (isMainThread) main();
else work(workerData);

function main() {
  const buffer = new SharedArrayBuffer(8 << 20);
  const heap = SharedHeap.create(buffer, makeAllocator);
  const { port1, port2 } = new MessageChannel();
  let running = 2;
  for (const [name, port] of Object.entries({ Ada: port1, Bob: port2 })) {
    const worker = new Worker(new URL(import.meta.url), { workerData: { name, buffer, port }, transferList: [port] });
    worker.on('error', (error) => {
      throw error;
    });
    worker.on('exit', () => {
      if (--running === 0) report(heap);
    });
  }
}

function work({ name, buffer, port }) {
  const heap = SharedHeap.attach(buffer, makeAllocator);
  const bytes = new Uint8Array(buffer);
  let received = 0;
  port.on('message', (address) => {
    // Length, then the text.
    const text = new TextDecoder().decode(bytes.slice(address + 1, address + 1 + bytes[address]));
    if (!/^text \d+ of (Ada|Bob)$/.test(text)) throw new Error(`${name} got "${text}"`);
    heap.free(address);
    if (++received === TEXTS) port.unref();
  });
  for (let i = 0; i < TEXTS; i++) {
    const text = new TextEncoder().encode(`text ${i} of ${name}`);
    const address = heap.malloc(1 + text.length);
    if (address === 0) throw new Error('the heap is full');
    bytes[address] = text.length;
    bytes.set(text, address + 1);
    port.postMessage(address);
  }
}

function report(heap) {
  let live = 0;
  heap.walk((block) => {
    if (!block.free) live++;
  });
  const broken = heap.checkInvariants('full');
  console.log(`${2 * TEXTS} texts were handed over; ${live} blocks are left.`);
  console.log(broken === undefined ? 'The heap is sound.' : `The heap is broken: ${broken.message}`);
}
