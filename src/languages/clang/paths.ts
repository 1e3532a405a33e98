/** POSIX path arithmetic on text alone: no disk, no links followed. */

/** The absolute path without `.`, `..` and doubled slashes. Leading `..` of an absolute path fall away. */
export function normalise(path: string): string {
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') kept.pop();
    else kept.push(part);
  }
  return `/${kept.join('/')}`;
}

/** The path as seen from a directory: unchanged when absolute. */
export function join(directory: string, path: string): string {
  if (path.startsWith('/')) return path;
  return directory === '' ? path : directory.endsWith('/') ? directory + path : `${directory}/${path}`;
}

export function resolve(directory: string, path: string): string {
  return normalise(join(directory, path));
}

/** Everything before the last slash: '' for a bare name, '/' for a file in the root. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : slash === 0 ? '/' : path.slice(0, slash);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The name's last `.suffix`, dot included, or ''. */
export function suffixOf(path: string): string {
  const name = baseName(path);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot);
}

export function withSuffix(path: string, suffix: string): string {
  const old = suffixOf(path);
  return path.slice(0, path.length - old.length) + suffix;
}
