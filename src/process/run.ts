/**
 * One run of one program: from module bytes to a recording. Everything is built here and wired together; what each part
 * does stands in its own file.
 *
 *     prepare -> machine + heap + checks -> _start -> ending -> leak search -> symbols -> recording
 */
import { StringTable } from '../base/strings.js';
import type { StackId } from '../base/ids.js';
import { FindingsLog } from '../events/findings-log.js';
import type { Ending, Finding, LeakRecord } from '../events/findings.js';
import { Recorder } from '../events/recorder.js';
import type { Recording, ReportOptions } from '../events/recording.js';
import { StackInterner } from '../events/stack-interner.js';
import { IMPORT_MODULE, MEMORY_IMPORT, STACK_POINTER_EXPORT, START_EXPORT } from '../instrument/instrument.js';
import { TRAPS } from '../instrument/runtime/host-imports.js';
import { FreeListAllocator } from '../memory/alloc/free-list/free-list.js';
import { BlockRegistry } from '../memory/check/block-registry.js';
import { CheckedHeap, type CheckedHeapOptions } from '../memory/check/checked-heap.js';
import { findLeaks } from '../memory/check/leak-search.js';
import { ShadowPlane } from '../memory/check/shadow.js';
import { PROGRAM_LIMIT, WASM_PAGE } from '../memory/layout.js';
import { AccessMonitor } from './access-monitor.js';
import { allocationImports } from './allocation-imports.js';
import { classifyTrap, isEngineStackOverflow, ProgramStopped, signalOf } from './endings.js';
import type { FindingSink } from './finding-sink.js';
import { FrameWalk } from './frame-walk.js';
import type { GuestMemory } from './guest-memory.js';
import { layoutImports } from './layout-imports.js';
import { Machine } from './machine.js';
import { PlaceFinder } from './place-finder.js';
import { prepare, type Prepared } from './prepare.js';
import { collectSources, symboliseStacks, type ReadSource } from './symbolise.js';
import { VariableLayout } from './variable-layout.js';
