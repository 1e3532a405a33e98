/** A frame of a call stack as JSON reports have it. */
import type { Frame } from '../../analysis/stacks.js';

export function frameData(frame: Frame): object {
  return {
    function: frame.function,
    symbol: frame.symbol === frame.function ? undefined : frame.symbol,
    file: frame.file || undefined,
    line: frame.line || undefined,
    column: frame.column || undefined,
    inlined: frame.inlined || undefined,
    codeOffset: frame.site,
  };
}
