/**
 * Who touched bytes for the program. A finding's `via` is "memcpy(source)" for a function that works on a range of bytes
 * and "fd_write(buf)" for a WASI system call; C programs know the latter by another name.
 */
const POSIX_NAMES = new Map([
  ['args_get', 'execve'],
  ['clock_res_get', 'clock_getres'],
  ['clock_time_get', 'clock_gettime'],
  ['environ_get', 'execve'],
  ['fd_fdstat_get', 'fcntl'],
  ['fd_filestat_get', 'fstat'],
  ['fd_pread', 'pread'],
  ['fd_pwrite', 'pwrite'],
  ['fd_read', 'read'],
  ['fd_readdir', 'readdir'],
  ['fd_seek', 'lseek'],
  ['fd_tell', 'lseek'],
  ['fd_write', 'write'],
  ['path_create_directory', 'mkdir'],
  ['path_filestat_get', 'stat'],
  ['path_filestat_set_times', 'utimensat'],
  ['path_link', 'link'],
  ['path_open', 'open'],
  ['path_readlink', 'readlink'],
  ['path_remove_directory', 'rmdir'],
  ['path_rename', 'rename'],
  ['path_symlink', 'symlink'],
  ['path_unlink_file', 'unlink'],
  ['poll_oneoff', 'poll'],
  ['random_get', 'getentropy'],
  ['sock_recv', 'recv'],
  ['sock_send', 'send'],
]);

export interface Actor {
  /** As C has it: "write", "memcpy". */
  name: string;
  /** "buf", "source"; '' when not known. */
  argument: string;
  isSystemCall: boolean;
}

export function actorOf(via: string): Actor {
  const [, name, argument = ''] = /^([^(]*)(?:\((.*)\))?$/.exec(via) ?? ['', via];
  const posix = POSIX_NAMES.get(name);
  return { name: posix ?? name, argument, isSystemCall: posix !== undefined };
}
