/** Files on disk for "heapglass/vm", under Node. Imported as "heapglass/vm/node". */
import { DiskFile } from '../host/node/disk-file.js';
import { MappedFile, type MappedFileOptions } from '../memory/vm/mapped-file.js';

export { DiskFile, type DiskFileOptions } from '../host/node/disk-file.js';

export interface OpenMappedOptions extends MappedFileOptions {
  /** Made, if it is not there. */
  create?: boolean;
}

/** A file of any size as one array, through a window of memory. */
export function openMapped(path: string, { create, ...options }: OpenMappedOptions = {}): MappedFile {
  const file = new DiskFile(path, { readOnly: options.readOnly ?? false, create: create ?? false });
  return new MappedFile(file, { name: path, ...options });
}
