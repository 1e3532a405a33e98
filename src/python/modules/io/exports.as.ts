/** What the kernel exports of _io. */
export {
  bytes_io_adopt,
  bytes_io_cut,
  bytes_io_drop,
  bytes_io_getvalue,
  bytes_io_place,
  bytes_io_read,
  bytes_io_read_slow,
  bytes_io_readline,
  bytes_io_readline_slow,
  bytes_io_take,
  bytes_io_tell,
  bytes_io_write,
  bytes_io_write_slow,
  lent_get_buffer,
  lent_release_buffer,
} from './bytes-io.as';
export {
  string_io_drop,
  string_io_getvalue,
  string_io_reserve,
  string_io_write,
  string_io_write_slow,
} from './string-io.as';
