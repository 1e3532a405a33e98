/**
 * The module _sysconfigdata__linux_: what CPython's build has written down of itself, for sysconfig. Here nothing was configured
 * or compiled for a system, so it says only what programs ask of an interpreter without C extensions.
 */
import type { ModuleDefinition } from '../module-definition.js';

const SOURCE = `
build_time_vars = {
    "EXT_SUFFIX": "", "Py_DEBUG": 0, "Py_ENABLE_SHARED": 0, "Py_TRACE_REFS": 0, "SHLIB_SUFFIX": "", "SIZEOF_VOID_P": 8, "SOABI": "",
    "VERSION": "3.11", "WITH_DOC_STRINGS": 1, "WITH_PYMALLOC": 1,
}
`;

export const SYSCONFIG_DATA_MODULE: ModuleDefinition = { name: '_sysconfigdata__linux_', source: SOURCE };
