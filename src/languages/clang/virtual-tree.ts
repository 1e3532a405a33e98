/**
 * The disk as a compiler sees it that has no disk. The bytes lie under numbers in the scratch directory; an overlay (LLVM's
 * RedirectingFileSystem, option -ivfsoverlay) gives them their real absolute paths. The overlay resolves `..` as
 * a disk does and lets user files live where the compiler's own tree has something else, which plain files could not.
 *
 *     /.heapglass/overlay.json    path -> number
 *     /.heapglass/file/0 …        the bytes
 */
import { join, normalise } from './paths.js';

export function overlayFiles(
  scratch: string,
  reached: ReadonlyMap<string, Uint8Array>,
): { files: Map<string, Uint8Array>; overlay: string } {
  const files = new Map<string, Uint8Array>();
  const roots: { name: string; type: 'file'; 'external-contents': string }[] = [];
  for (const [path, bytes] of reached) {
    const place = join(scratch, `file/${roots.length}`);
    files.set(place, bytes);
    roots.push({ name: path, type: 'file', 'external-contents': place });
  }
  const overlay = join(scratch, 'overlay.json');
  const description = {
    version: 0,
    'case-sensitive': true,
    'use-external-names': false,
    'overlay-relative': false,
    roots,
  };
  files.set(overlay, new TextEncoder().encode(JSON.stringify(description)));
  return { files, overlay };
}

/**
 * Where the driver, which knows no overlay and starts in the root, looks whether a source exists before it starts the
 * compiler proper; the compiler then reads the source through the overlay.
 */
export function driverPlace(typed: string): string {
  return normalise(
    `/${typed
      .split('/')
      .filter((part) => part !== '..')
      .join('/')}`,
  );
}
