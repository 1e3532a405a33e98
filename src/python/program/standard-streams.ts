/**
 * sys.stdin, stdout and stderr, as CPython layers them: text over a buffer over a file. Output to a terminal, and errors,
 * are written line by line.
 */
import type { Address } from '../../base/ids.js';
import { FALSE } from '../format/memory-map.js';
import { BUFFERED_READER_TYPE, BUFFERED_WRITER_TYPE, FILE_IO_TYPE, TEXT_IO_WRAPPER_TYPE } from '../format/types.js';
import type { Runtime } from '../runtime/runtime.js';

const STREAMS = [
  { name: 'stdin', mode: 'r', errors: 'strict' },
  { name: 'stdout', mode: 'w', errors: 'strict' },
  { name: 'stderr', mode: 'w', errors: 'backslashreplace' },
] as const;

export function openStandardStreams(rt: Runtime): void {
  STREAMS.forEach(({ name, mode, errors }, handle) => {
    const isTerminal = rt.surroundings.terminals[handle];
    const raw = rt.call(FILE_IO_TYPE, [rt.int(handle), rt.string(mode)], { closefd: FALSE });
    rt.setAttribute(raw, 'name', rt.string(`<${name}>`));
    const buffer = rt.call(mode === 'r' ? BUFFERED_READER_TYPE : BUFFERED_WRITER_TYPE, [raw]);
    const stream = rt.call(TEXT_IO_WRAPPER_TYPE, [buffer], {
      encoding: rt.string('utf-8'),
      errors: rt.string(errors),
      line_buffering: rt.bool(isTerminal || name === 'stderr'),
    });
    rt.setAttribute(stream, 'mode', rt.string(mode));
    keep(rt, name, stream);
    keep(rt, `__${name}__`, stream);
  });
}

function keep(rt: Runtime, name: string, stream: Address): void {
  rt.dictSet(rt.sysDict, rt.name(name), stream);
}
