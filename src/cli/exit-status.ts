import type { Ending } from '../events/findings.js';
import { SIGNAL_NUMBERS } from '../base/signal-numbers.js';

/** What heapglass's own exit statuses mean; the numbers are those of sysexits.h where it has one. */
export const EXIT = {
  usage: 64,
  /** It does not compile, or is no program or recording that can be used. */
  data: 65,
  noInput: 66,
  /** The compiler cannot be used. */
  unavailable: 69,
  internal: 70,
  /** The system refuses what heapglass needs to run. */
  system: 71,
  cannotWrite: 73,
  /** As timeout(1) has it. */
  timeout: 124,
} as const;

/** The program's own status, as a shell gives it; `onFirstError` where heapglass ended it. */
export function statusOf(ending: Ending, onFirstError = 0): number {
  switch (ending.how) {
    case 'exit':
      return ending.status;
    case 'stopped':
      return signalStatus(ending.signal);
    case 'timeout':
      return EXIT.timeout;
    case 'first-error':
      return onFirstError;
  }
}

function signalStatus(signal: string): number {
  return 128 + (SIGNAL_NUMBERS[signal] ?? SIGNAL_NUMBERS.SIGKILL!);
}
