/** import, through the importer in TypeScript. */
import { decref } from '../kernel/counts.as';
import { importFrom, importModule, importStar } from './hooks.as';

export function op_import(frame: i32, name: i32, names: i32, level: i32): i32 {
  return importModule(frame, name, names, level);
}

export function op_import_from(module: i32, name: i32): i32 {
  return importFrom(module, name);
}

export function op_import_star(frame: i32, module: i32): i32 {
  const status = importStar(frame, module);
  decref(module);
  return status;
}
