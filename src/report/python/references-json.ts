/** What happened to the references to one object in JSON: its fields as they are, with a version. */
import type { ReferenceTrace } from '../../events/python/reference-trace.js';

const VERSION = 1;

export function referencesJson(trace: ReferenceTrace): string {
  return `${JSON.stringify({ version: VERSION, ...trace }, undefined, 2)}\n`;
}
