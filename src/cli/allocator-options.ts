/** `--malloc` of the commands that put allocators side by side. */
import { DESIGNS, designsNamed, UnknownDesign, type AllocatorDesign } from '../memory/alloc/designs.js';
import { UsageError, type OptionSpec, type OptionValues } from './option-table.js';

export const MALLOC_OPTION: OptionSpec = {
  name: 'malloc',
  value: 'NAMES',
  default: 'all',
  help: `allocators, with commas between them: ${DESIGNS.map((design) => design.name).join(', ')}, or all`,
};

/** @throws UsageError */
export function mallocDesigns(options: OptionValues): AllocatorDesign[] {
  try {
    return designsNamed(options.text('malloc')!);
  } catch (error) {
    if (!(error instanceof UnknownDesign)) throw error;
    throw new UsageError(`--malloc: ${error.message}`);
  }
}
