/** One entry for every form of an allocator comparison. All are pure functions of it. */
import type { ComparisonFormat } from '../comparison-formats.js';
import type { Comparison } from '../../analysis/allocators/comparison.js';
import type { Style } from '../style.js';
import { comparisonCsv } from './csv.js';
import { comparisonData } from './data.js';
import { comparisonPage } from './html/page.js';
import { comparisonText } from './text.js';

export interface ComparisonRenderOptions {
  /** Columns of the text. */
  width: number;
  style: Style;
  /** heapglass's version. */
  tool: string;
}

export function renderComparison(
  comparison: Comparison,
  format: ComparisonFormat,
  { width, style, tool }: ComparisonRenderOptions,
): string {
  switch (format) {
    case 'text':
      return comparisonText(comparison, width, style);
    case 'json':
      return `${JSON.stringify(comparisonData(comparison, tool), undefined, 2)}\n`;
    case 'csv':
      return comparisonCsv(comparison);
    case 'html':
      return comparisonPage(comparison, tool);
  }
}
