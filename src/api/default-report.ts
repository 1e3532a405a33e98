/** What a report says where nobody asks for anything else. */
import type { ReportOptions } from '../events/recording.js';

export const DEFAULT_REPORT: ReportOptions = {
  leakCheck: 'full',
  showLeakKinds: ['definite', 'possible'],
  errorsForLeakKinds: ['definite', 'possible'],
  numCallers: 12,
};
