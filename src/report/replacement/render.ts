/** One entry for every form of a comparison of replacement policies. All are pure functions of it. */
import type { ReplacementComparison } from '../../analysis/replacement/comparison.js';
import type { ComparisonFormat } from '../comparison-formats.js';
import type { Style } from '../style.js';
import { byAllocatorCsv, byAllocatorJson, byAllocatorText, type OnAllocator } from './by-allocator.js';
import { replacementCsv } from './csv.js';
import { replacementData } from './data.js';
import { replacementPage } from './html/page.js';
import { replacementText } from './text.js';

export interface ReplacementRenderOptions {
  /** Columns of the text. */
  width: number;
  style: Style;
  /** heapglass's version. */
  tool: string;
}

export function renderReplacement(
  comparison: ReplacementComparison,
  format: ComparisonFormat,
  { width, style, tool }: ReplacementRenderOptions,
): string {
  switch (format) {
    case 'text':
      return replacementText(comparison, width, style);
    case 'json':
      return `${JSON.stringify(replacementData(comparison, tool), undefined, 2)}\n`;
    case 'csv':
      return replacementCsv(comparison);
    case 'html':
      return replacementPage([{ malloc: undefined, comparison }], tool);
  }
}

/** The same for several allocators. */
export function renderByAllocator(
  allocators: readonly OnAllocator[],
  format: ComparisonFormat,
  options: ReplacementRenderOptions,
): string {
  switch (format) {
    case 'text':
      return byAllocatorText(allocators, options.width, options.style);
    case 'json':
      return byAllocatorJson(allocators, options);
    case 'csv':
      return byAllocatorCsv(allocators);
    case 'html':
      return replacementPage(allocators, options.tool);
  }
}
