/**
 * The text that Valgrind's memcheck would print, for scripts that read it. Wording and layout follow Valgrind 3.19 to
 * 3.24 (mc_errors.c, mc_leakcheck.c); kinds that Valgrind does not have are worded in its manner.
 */
import { errorSummary, leakSummary, shownLeaks } from '../../analysis/errors.js';
import { framesOf, type Frame } from '../../analysis/stacks.js';
import { grouped } from '../../base/format.js';
import type { StackId } from '../../base/ids.js';
import type { AllocationRoutine, BlockFacts, Ending, Finding, LeakKind, Place } from '../../events/findings.js';
import type { Recording } from '../../events/recording.js';

/** A recording has no process number; scripts only want one that is the same on every line. */
const PREFIX = '==1==';

const LOST: Record<LeakKind, string> = {
  definite: 'definitely lost',
  indirect: 'indirectly lost',
  possible: 'possibly lost',
  reachable: 'still reachable',
};

export function renderValgrind(recording: Recording): string {
  return `${new ValgrindReport(recording)
    .lines()
    .map((line) => `${PREFIX} ${line}`)
    .join('\n')}\n`;
}

class ValgrindReport {
  readonly #recording: Recording;
  readonly #out: string[] = [];

  constructor(recording: Recording) {
    this.#recording = recording;
  }

  lines(): string[] {
    const { header, findings } = this.#recording;
    this.#out.push(
      'Memcheck, a memory error detector',
      `Using heapglass-${header.tool}, which prints this in the format of Valgrind`,
      `Command: ${[header.program, ...header.arguments].join(' ')}`,
      '',
    );
    for (const finding of findings) this.#finding(finding);
    this.#ending(this.#recording.ending);
    this.#heap();
    this.#errorSummary();
    return this.#out;
  }

  #finding(finding: Finding): void {
    const head = this.#head(finding);
    this.#out.push(head);
    this.#stack(finding.stack, 'routine' in finding && finding.kind !== 'Overlap' ? finding.routine : undefined);
    if ('place' in finding) this.#place(finding.place, finding.address);
    this.#out.push('');
  }

  #head(finding: Finding): string {
    switch (finding.kind) {
      case 'InvalidRead':
        return `Invalid read of size ${finding.size}`;
      case 'InvalidWrite':
        return `Invalid write of size ${finding.size}`;
      case 'InvalidFree':
        return 'Invalid free() / delete / delete[] / realloc()';
      case 'MismatchedFree':
        return 'Mismatched free() / delete / delete []';
      case 'Overlap':
        return `Source and destination overlap in ${finding.routine}(${hex(finding.destination)}, ${hex(finding.source)}, ${finding.size})`;
      case 'FishyValue':
        return `Argument '${finding.argument}' of function ${symbolOf(finding.routine)} has a fishy (possibly negative) value: ${finding.value}`;
      case 'InvalidAlignment':
        return `Invalid alignment value: ${finding.alignment} (${finding.reason})`;
      case 'ReallocSizeZero':
        return 'realloc() with size 0';
      case 'StackOverflow':
        return `Stack overflow in thread #1: can't grow stack to ${hex(finding.address)}`;
      case 'Trap':
        return `Process terminating: ${finding.trap}: ${finding.message}`;
    }
  }

  #stack(stack: StackId, routine: AllocationRoutine | undefined): void {
    const frames = framesOf(this.#recording, stack);
    const rows = frames.map(
      (frame) => `${hex(frame.site).toUpperCase().replace('0X', '0x')}: ${frame.function} ${position(frame)}`,
    );
    if (routine !== undefined) rows.unshift(`0x0: ${symbolOf(routine)} (in heapglass)`);
    rows.forEach((row, i) => this.#out.push(`   ${i === 0 ? 'at' : 'by'} ${row}`));
  }

  #place(place: Place, address: number): void {
    const where = ` Address ${hex(address)} is `;
    switch (place.in) {
      case 'heap-block':
        return this.#block(where, place.block, place.offset);
      case 'stack':
        if (place.variable) {
          const { name, offset, size } = place.variable;
          this.#out.push(
            ` Location ${hex(address)} is ${distance(offset, size)} local var "${name}"${place.function ? ` of ${place.function}` : ''}`,
          );
          if (place.state === 'returned') this.#out.push(` whose function has returned`);
          if (place.state === 'out-of-scope') this.#out.push(` whose scope has ended`);
        } else this.#out.push(`${where}on thread 1's stack`);
        return;
      case 'below-stack':
        this.#out.push(`${where}on thread 1's stack`, ` ${place.distance} bytes below stack pointer`);
        return;
      case 'global':
        this.#out.push(
          ` Location ${hex(address)} is ${distance(place.variable.offset, place.variable.size)} global var "${place.variable.name}"`,
        );
        return;
      case 'data':
        this.#out.push(`${where}in ${place.readOnly ? 'a r-- mapped' : 'the data'} segment of the program`);
        return;
      default:
        this.#out.push(`${where}not stack'd, malloc'd or (recently) free'd`);
    }
  }

  #block(where: string, block: BlockFacts, offset: number): void {
    const freed = block.state === 'freed' && block.freeStack !== undefined;
    this.#out.push(
      `${where}${distance(offset, block.size)} a block of size ${grouped(block.size)} ${freed ? "free'd" : "alloc'd"}`,
    );
    if (freed) {
      this.#stack(block.freeStack!, block.freeRoutine);
      this.#out.push(" Block was alloc'd at");
    }
    this.#stack(block.allocStack, block.routine);
  }

  #ending(ending: Ending): void {
    if (ending.how === 'stopped') {
      const number = { SIGILL: 4, SIGABRT: 6, SIGFPE: 8, SIGSEGV: 11 }[ending.signal];
      this.#out.push('', `Process terminating with default action of signal ${number} (${ending.signal})`);
      const cause = this.#recording.findings.at(-1);
      if (cause && 'fatal' in cause && cause.fatal)
        this.#out.push(` Access not within mapped region at address ${hex(cause.address)}`);
      if (cause) this.#stack(cause.stack, undefined);
    }
    if (ending.how === 'timeout') {
      this.#out.push('', `Process terminating: it did not end within ${ending.seconds} seconds`);
      this.#stack(ending.stack, undefined);
    }
    if (ending.how === 'first-error') this.#out.push('', 'Exit program on first error (--exit-on-first-error=yes)');
  }

  #heap(): void {
    const { totals, header } = this.#recording;
    const { leakCheck } = header.options;
    this.#out.push(
      '',
      'HEAP SUMMARY:',
      `    in use at exit: ${grouped(totals.bytesAtExit)} bytes in ${grouped(totals.blocksAtExit)} blocks`,
      `  total heap usage: ${grouped(totals.allocations)} allocs, ${grouped(totals.frees)} frees, ${grouped(totals.bytesAllocated)} bytes allocated`,
      '',
    );
    if (totals.blocksAtExit === 0) {
      this.#out.push('All heap blocks were freed -- no leaks are possible', '');
      return;
    }
    if (leakCheck === 'no') {
      this.#out.push('For a detailed leak analysis, rerun with: --leak-check=full', '');
      return;
    }
    for (const { record, index, total } of shownLeaks(this.#recording)) {
      const all = record.bytes + record.indirectBytes;
      const split =
        record.indirectBytes > 0 || record.indirectBlocks > 0
          ? ` (${grouped(record.bytes)} direct, ${grouped(record.indirectBytes)} indirect)`
          : '';
      this.#out.push(
        `${grouped(all)}${split} bytes in ${grouped(record.blocks)} blocks are ${LOST[record.kind]} in loss record ${grouped(index)} of ${grouped(total)}`,
      );
      this.#stack(record.stack, record.routine);
      this.#out.push('');
    }
    this.#leakSummary();
  }

  #leakSummary(): void {
    const sums = leakSummary(this.#recording);
    const { leakCheck, showLeakKinds } = this.#recording.header.options;
    const row = (kind: LeakKind): string =>
      `${grouped(sums[kind].bytes)} bytes in ${grouped(sums[kind].blocks)} blocks`;
    this.#out.push(
      'LEAK SUMMARY:',
      `   definitely lost: ${row('definite')}`,
      `   indirectly lost: ${row('indirect')}`,
      `     possibly lost: ${row('possible')}`,
      `   still reachable: ${row('reachable')}`,
      '        suppressed: 0 bytes in 0 blocks',
    );
    if (leakCheck === 'summary') this.#out.push('Rerun with --leak-check=full to see details of leaked memory');
    else if (sums.reachable.blocks > 0 && !showLeakKinds.includes('reachable')) {
      this.#out.push(
        'Reachable blocks (those to which a pointer was found) are not shown.',
        'To see them, rerun with: --leak-check=full --show-leak-kinds=all',
      );
    }
    this.#out.push('');
  }

  #errorSummary(): void {
    const { errors, contexts } = errorSummary(this.#recording);
    this.#out.push('For lists of detected and suppressed errors, rerun with: -s');
    this.#out.push(
      `ERROR SUMMARY: ${grouped(errors)} errors from ${grouped(contexts)} contexts (suppressed: 0 from 0)`,
    );
  }
}

function hex(address: number): string {
  return `0x${address.toString(16)}`;
}

function position(frame: Frame): string {
  if (frame.line === 0) return '(in the program)';
  return `(${frame.file.slice(frame.file.lastIndexOf('/') + 1)}:${frame.line})`;
}

/** "0 bytes after", "4 bytes inside", "1 bytes before": Valgrind has no singular. */
function distance(offset: number, size: number): string {
  if (offset < 0) return `${grouped(-offset)} bytes before`;
  return offset >= size ? `${grouped(offset - size)} bytes after` : `${grouped(offset)} bytes inside`;
}

/** The function as Valgrind names it. */
function symbolOf(routine: AllocationRoutine): string {
  switch (routine) {
    case 'operator new':
      return 'operator new(unsigned long)';
    case 'operator new[]':
      return 'operator new[](unsigned long)';
    case 'operator delete':
      return 'operator delete(void*)';
    case 'operator delete[]':
      return 'operator delete[](void*)';
    default:
      return routine;
  }
}
