/** sys.stdin, stdout and stderr. */
import type { Address } from '../../base/ids.js';
import { NONE } from '../format/memory-map.js';
import { TYPE_ERROR } from '../format/types.js';
import { makeModule } from '../modules/make-module.js';
import { native } from '../modules/native.js';
import type { Runtime } from '../runtime/runtime.js';

export function openStandardStreams(rt: Runtime): void {
  const streams: Record<string, Address> = { stdin: NONE, stdout: writer(rt, 1), stderr: writer(rt, 2) };
  for (const [name, stream] of Object.entries(streams)) {
    rt.dictSet(rt.sysDict, rt.name(name), stream);
    rt.dictSet(rt.sysDict, rt.name(`__${name}__`), stream);
  }
}

function writer(rt: Runtime, handle: number): Address {
  let waiting = '';
  const flush = () => {
    const bytes = new TextEncoder().encode(waiting);
    waiting = '';
    for (let at = 0; at < bytes.length; ) at += rt.surroundings.host.files.write(handle, bytes.subarray(at), undefined);
  };
  return makeModule(rt, {
    name: 'stream',
    functions: [
      native('write', 'text, /', (_, __, [text]) => {
        if (!rt.isString(text)) rt.raise(TYPE_ERROR, 'write() argument must be str');
        waiting += rt.text(text);
        if (waiting.length > 8192 || handle === 2) flush();
        return rt.int(rt.text(text).length);
      }),
      native('flush', '', () => {
        flush();
        return NONE;
      }),
    ],
  });
}
