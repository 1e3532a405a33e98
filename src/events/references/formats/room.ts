import { grouped } from '../../../base/format.js';
import { TraceError } from '../../trace/trace-problems.js';
import { MOST_REFERENCES, type ReferenceBuilder } from '../reference-builder.js';

/** @throws TraceError when so many more references are too many, lenient or not */
export function checkRoom(builder: ReferenceBuilder, line: number, more: number): void {
  if (builder.length + more <= MOST_REFERENCES) return;
  throw new TraceError(line, `comes to more than ${grouped(MOST_REFERENCES)} references; expected no more`);
}
