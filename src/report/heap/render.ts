/** One entry for every form in which a heap is shown. */
import { heapJson } from './heap-json.js';
import { heapText, type HeapReport, type HeapTextOptions } from './heap-text.js';

export type HeapFormat = 'text' | 'json';

/** In pieces, for a heap may have millions of regions. */
export function renderHeap(report: HeapReport, format: HeapFormat, options: HeapTextOptions): Iterable<string> {
  return format === 'json' ? heapJson(report) : [heapText(report, options)];
}
