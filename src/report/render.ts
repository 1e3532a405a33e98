/** One entry for every form of report. All are pure functions of a recording. */
import type { Recording } from '../events/recording.js';
import { renderJson } from './json/json-report.js';
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
  switch (format) {
    case 'text':
      return renderText(recording, options);
    case 'valgrind':
      return renderValgrind(recording);
    case 'json':
      return renderJson(recording);
  }
}
