/** One entry for every form of report. All are pure functions of a recording. */
import { recordedMemory } from '../analysis/python/recorded-memory.js';
import type { Recording } from '../events/recording.js';
import { renderJson } from './json/json-report.js';
import { pythonMemoryJson } from './python/json.js';
import { pythonMemoryText } from './python/text.js';
import type { Style } from './style.js';
import { renderText } from './text/text-report.js';
import { renderValgrind } from './valgrind/valgrind-report.js';

export type ReportFormat = 'text' | 'valgrind' | 'json';

export interface RenderOptions {
  /** Columns. */
  width: number;
  style: Style;
}

export function renderReport(recording: Recording, format: ReportFormat, options: RenderOptions): string {
  const isPython = recording.header.language === 'python';
  switch (format) {
    case 'text':
      if (isPython) return pythonMemoryText(recordedMemory(recording), options.width, options.style);
      return renderText(recording, options);
    case 'valgrind':
      return renderValgrind(recording);
    case 'json':
      if (isPython) return pythonMemoryJson(recordedMemory(recording));
      return renderJson(recording);
  }
}
