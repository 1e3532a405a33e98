/** The memory report of a Python program in JSON: its fields as they are, with a version. */
import type { PythonMemoryReport } from '../../events/python/memory-report.js';

const VERSION = 2;

export function pythonMemoryJson(report: PythonMemoryReport): string {
  return `${JSON.stringify({ version: VERSION, ...report }, undefined, 2)}\n`;
}
