/** What the kernel exports of _io. */
export {
  bytes_io_getvalue,
  bytes_io_read,
  bytes_io_read_slow,
  bytes_io_readline,
  bytes_io_readline_slow,
  bytes_io_tell,
  bytes_io_write,
  bytes_io_write_slow,
  lent_get_buffer,
  lent_release_buffer,
  memory_file_drop,
  memory_file_reserve,
  string_io_getvalue,
  string_io_write,
  string_io_write_slow,
} from './memory-file.as';
