/**
 * Makes the calls of a trace from JavaScript. Imported once for each heap, with a query of its own: then the engine
 * compiles the loop for one heap alone, as in a program that has one.
 */
import { ALIGN_LOG_SHIFT } from '../../dist/memory/replay/format.js';
import { TRACE_OP } from '../../dist/events/trace/trace.js';

const { malloc, calloc, realloc, free } = TRACE_OP;

/**
 * Rows `from` to `to`. `heap` has malloc, free, realloc, memalign and bytes(); addresses are kept in `blocks` by id.
 * @param {Uint32Array} rows as src/memory/replay/format.ts draws them
 */
export function callFromJs(heap, rows, from, to, blocks) {
  for (let at = from * 3; at < to * 3; at += 3) {
    const id = rows[at];
    const size = rows[at + 1];
    const what = rows[at + 2] & 0xff;
    if (what === malloc) blocks[id] = heap.malloc(size);
    else if (what === free) {
      if (blocks[id] !== 0) heap.free(blocks[id]);
    } else if (what === realloc) {
      const moved = blocks[id] === 0 ? 0 : heap.realloc(blocks[id], size);
      if (moved !== 0) blocks[id] = moved;
    } else if (what === calloc) {
      const address = heap.malloc(size);
      if (address !== 0) heap.bytes().fill(0, address, address + size);
      blocks[id] = address;
    } else blocks[id] = heap.memalign(2 ** (rows[at + 2] >> ALIGN_LOG_SHIFT), size);
  }
}
