/* The system calls themselves, without the C library between: what it never asks for, or hides. */
#ifdef __wasi__
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wasi/api.h>

const char *name_of(int error);

#define CALL(call) printf("%s: %s\n", #call, said(call))

static const char *said(__wasi_errno_t error) {
  return error == 0 ? "ok" : name_of(error);
}

/* The first descriptor of a directory that was given: standard streams come before it. */
enum { ROOT = 3 };

static const __wasi_rights_t READ = __WASI_RIGHTS_FD_READ, WRITE = __WASI_RIGHTS_FD_WRITE;

static __wasi_fd_t opened(const char *path, __wasi_oflags_t flags, __wasi_rights_t rights) {
  __wasi_fd_t fd = 0;
  __wasi_errno_t error = __wasi_path_open(ROOT, 0, path, flags, rights, rights, 0, &fd);
  if (error != 0) printf("path_open(%s): %s\n", path, name_of(error));
  return fd;
}

static __wasi_errno_t put(__wasi_fd_t fd, const char *text) {
  __wasi_ciovec_t part = {(const uint8_t *)text, strlen(text)};
  __wasi_size_t wrote;
  return __wasi_fd_write(fd, &part, 1, &wrote);
}

static __wasi_errno_t get(__wasi_fd_t fd) {
  uint8_t byte;
  __wasi_iovec_t part = {&byte, 1};
  __wasi_size_t got;
  return __wasi_fd_read(fd, &part, 1, &got);
}

static void rights(void) {
  __wasi_fdstat_t stat;
  CALL(__wasi_fd_fdstat_get(0, &stat));
  printf("stdin: read %d write %d seek %d\n", (stat.fs_rights_base & READ) != 0, (stat.fs_rights_base & WRITE) != 0,
         (stat.fs_rights_base & __WASI_RIGHTS_FD_SEEK) != 0);
  CALL(__wasi_fd_fdstat_get(1, &stat));
  printf("stdout: read %d write %d seek %d\n", (stat.fs_rights_base & READ) != 0, (stat.fs_rights_base & WRITE) != 0,
         (stat.fs_rights_base & __WASI_RIGHTS_FD_SEEK) != 0);
  CALL(__wasi_fd_fdstat_get(ROOT, &stat));
  printf("directory: type %d open %d readdir %d inherits read %d\n", stat.fs_filetype,
         (stat.fs_rights_base & __WASI_RIGHTS_PATH_OPEN) != 0, (stat.fs_rights_base & __WASI_RIGHTS_FD_READDIR) != 0,
         (stat.fs_rights_inheriting & READ) != 0);
  CALL(__wasi_fd_fdstat_get(77, &stat));

  __wasi_fd_t fd = opened("f", __WASI_OFLAGS_CREAT, READ | WRITE);
  CALL(__wasi_fd_fdstat_get(fd, &stat));
  printf("file: type %d read %d write %d seek %d flags %d\n", stat.fs_filetype, (stat.fs_rights_base & READ) != 0,
         (stat.fs_rights_base & WRITE) != 0, (stat.fs_rights_base & __WASI_RIGHTS_FD_SEEK) != 0, stat.fs_flags);
  CALL(__wasi_fd_fdstat_set_flags(fd, __WASI_FDFLAGS_APPEND));
  CALL(__wasi_fd_fdstat_get(fd, &stat));
  printf("flags %d\n", stat.fs_flags);
  CALL(put(fd, "text"));
  CALL(__wasi_fd_fdstat_set_rights(fd, stat.fs_rights_base & ~WRITE, 0));
  CALL(put(fd, "more"));
  CALL(__wasi_fd_filestat_set_size(fd, 0));
  CALL(get(fd));
  CALL(__wasi_fd_fdstat_set_rights(fd, stat.fs_rights_base, 0));
  CALL(__wasi_fd_fdstat_set_rights(fd, 0, 0));
  CALL(get(fd));
  CALL(__wasi_fd_fdstat_set_rights(77, 0, 0));
  CALL(__wasi_fd_close(fd));
  fd = opened("f", 0, WRITE);
  CALL(get(fd));
  CALL(put(fd, "TE"));
  fd = opened("f", 0, READ);
  CALL(put(fd, "x"));
  CALL(get(fd));
}

static void preopens(void) {
  __wasi_prestat_t stat;
  uint8_t name[64] = "";
  CALL(__wasi_fd_prestat_get(ROOT, &stat));
  CALL(__wasi_fd_prestat_dir_name(ROOT, name, stat.u.dir.pr_name_len));
  printf("%d: %s (%d)\n", stat.tag, name, (int)stat.u.dir.pr_name_len);
  CALL(__wasi_fd_prestat_dir_name(ROOT, name, 0));
  CALL(__wasi_fd_prestat_get(0, &stat));
  CALL(__wasi_fd_prestat_get(77, &stat));
  CALL(__wasi_fd_prestat_dir_name(1, name, sizeof name));
  CALL(__wasi_path_create_directory(ROOT, "d"));
  __wasi_fd_t fd = opened("d", __WASI_OFLAGS_DIRECTORY, READ | WRITE);
  CALL(__wasi_fd_prestat_get(fd, &stat));
  CALL(__wasi_fd_close(fd));
}

static void escapes(void) {
  __wasi_fd_t fd;
  __wasi_filestat_t stat;
  CALL(__wasi_path_open(ROOT, 0, "..", 0, READ, 0, 0, &fd));
  CALL(__wasi_path_open(ROOT, 0, "/", 0, READ, 0, 0, &fd));
  CALL(__wasi_path_open(ROOT, 0, "/etc/passwd", 0, READ, 0, 0, &fd));
  CALL(__wasi_path_open(ROOT, 0, "../x", __WASI_OFLAGS_CREAT, WRITE, 0, 0, &fd));
  CALL(__wasi_path_filestat_get(ROOT, 0, "x/../..", &stat));
  CALL(__wasi_path_create_directory(ROOT, "d"));
  CALL(__wasi_path_filestat_get(ROOT, 0, "d/../..", &stat));
  CALL(__wasi_path_create_directory(ROOT, "../made"));
  CALL(__wasi_path_symlink("/etc", ROOT, "absolute"));
  CALL(__wasi_path_symlink("../..", ROOT, "d/up"));
  CALL(__wasi_path_open(ROOT, __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, "d/up", 0, READ, 0, 0, &fd));
  CALL(__wasi_path_open(ROOT, 0, "d/up", 0, READ, 0, 0, &fd));
  CALL(__wasi_path_open(ROOT, 0, "d/up/x", 0, READ, 0, 0, &fd));
  CALL(__wasi_path_rename(ROOT, "d", ROOT, "../d"));
  CALL(__wasi_path_link(ROOT, __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, "d/up", ROOT, "x"));
  fd = opened("d", __WASI_OFLAGS_DIRECTORY, READ);
  CALL(__wasi_path_filestat_get(fd, 0, "..", &stat));
  CALL(__wasi_path_filestat_get(fd, 0, "../d", &stat));
}

static void names(void) {
  __wasi_fd_t fd;
  CALL(__wasi_path_open(ROOT, 0, "", 0, READ, 0, 0, &fd));
  CALL(__wasi_path_open(ROOT, 0, "\xff", __WASI_OFLAGS_CREAT, WRITE, 0, 0, &fd));
  CALL(__wasi_path_create_directory(ROOT, "a\xc3"));
  CALL(__wasi_path_create_directory(ROOT, "\xef\xbb\xbf" "f"));
  CALL(__wasi_path_remove_directory(ROOT, "f"));
  CALL(__wasi_path_remove_directory(ROOT, "\xef\xbb\xbf" "f"));
  CALL(__wasi_path_create_directory(ROOT, "\xe2\x82\xac \xf0\x9f\x90\x9b"));
  CALL(__wasi_path_remove_directory(ROOT, "\xe2\x82\xac \xf0\x9f\x90\x9b"));
}

static void renumber(void) {
  __wasi_fd_t a = opened("a", __WASI_OFLAGS_CREAT, READ | WRITE), b = opened("b", __WASI_OFLAGS_CREAT, READ | WRITE);
  __wasi_filesize_t size;
  CALL(put(a, "into a"));
  CALL(__wasi_fd_renumber(a, b));
  CALL(put(b, ", again"));
  CALL(put(a, "closed"));
  CALL(__wasi_fd_tell(b, &size));
  printf("at %d\n", (int)size);
  CALL(__wasi_fd_renumber(a, b));
  CALL(__wasi_fd_renumber(b, a));
  CALL(__wasi_fd_renumber(b, b));
  CALL(__wasi_fd_renumber(77, 77));
  printf("next is the one set free: %d\n", opened("b", 0, READ) == a);
  CALL(__wasi_fd_renumber(b, 2));
  fprintf(stderr, " and the end\n");
  CALL(__wasi_fd_close(2));
  CALL(__wasi_fd_close(0));
  CALL(get(0));
  printf("stdin is free: %d\n", opened("a", 0, READ) == 0);
  char text[64] = "";
  fgets(text, sizeof text, stdin);
  fputs(text, stdout);
}

static void listing(void) {
  uint8_t buffer[256];
  __wasi_size_t used;
  CALL(__wasi_path_create_directory(ROOT, "d"));
  __wasi_fd_t fd = opened("d", __WASI_OFLAGS_DIRECTORY, READ);
  CALL(__wasi_path_create_directory(ROOT, "d/one"));
  CALL(__wasi_path_create_directory(ROOT, "d/three"));
  CALL(__wasi_fd_readdir(fd, buffer, sizeof buffer, 0, &used));
  __wasi_dircookie_t second = 0;
  for (size_t at = 0, n = 0; at < used; n++) {
    __wasi_dirent_t entry;
    memcpy(&entry, buffer + at, sizeof entry);
    printf("%.*s, type %d\n", (int)entry.d_namlen, buffer + at + sizeof entry, entry.d_type);
    if (n == 2) second = entry.d_next;
    at += sizeof entry + entry.d_namlen;
  }
  CALL(__wasi_fd_readdir(fd, buffer, sizeof buffer, second, &used));
  printf("after the third: %d bytes, %.5s\n", (int)used, buffer + sizeof(__wasi_dirent_t));
  CALL(__wasi_fd_readdir(fd, buffer, 30, second, &used));
  printf("cut off at %d\n", (int)used);
  CALL(__wasi_fd_readdir(fd, buffer, 0, 0, &used));
  printf("none at %d\n", (int)used);
  CALL(__wasi_fd_readdir(fd, buffer, sizeof buffer, 1000, &used));
  printf("behind the end: %d\n", (int)used);
  CALL(__wasi_fd_readdir(1, buffer, sizeof buffer, 0, &used));
  CALL(__wasi_fd_readdir(77, buffer, sizeof buffer, 0, &used));
  CALL(__wasi_path_remove_directory(ROOT, "d/one"));
  CALL(__wasi_path_remove_directory(ROOT, "d/three"));
  CALL(__wasi_path_remove_directory(ROOT, "d"));
  CALL(__wasi_fd_readdir(fd, buffer, sizeof buffer, 0, &used));
}

static __wasi_subscription_t on_clock(__wasi_clockid_t clock, __wasi_timestamp_t timeout, __wasi_userdata_t mark) {
  return (__wasi_subscription_t){.userdata = mark,
                                 .u = {.tag = __WASI_EVENTTYPE_CLOCK, .u.clock = {.id = clock, .timeout = timeout}}};
}

static __wasi_subscription_t on_file(uint8_t type, __wasi_fd_t fd, __wasi_userdata_t mark) {
  return (__wasi_subscription_t){.userdata = mark, .u = {.tag = type, .u.fd_read.file_descriptor = fd}};
}

static void polled(__wasi_subscription_t *wanted, __wasi_size_t count) {
  __wasi_event_t events[4];
  __wasi_size_t ready = 0;
  __wasi_errno_t error = __wasi_poll_oneoff(wanted, events, count, &ready);
  printf("%s, %d:", said(error), (int)ready);
  for (__wasi_size_t i = 0; i < ready; i++)
    printf(" [%d type %d %s %d]", (int)events[i].userdata, events[i].type, said(events[i].error),
           (int)events[i].fd_readwrite.nbytes);
  puts("");
}

static void polling(void) {
  __wasi_fd_t file = opened("f", __WASI_OFLAGS_CREAT, READ | WRITE);
  CALL(put(file, "0123456789"));
  __wasi_filesize_t at;
  CALL(__wasi_fd_seek(file, 4, __WASI_WHENCE_SET, &at));
  polled((__wasi_subscription_t[]){on_clock(__WASI_CLOCKID_MONOTONIC, 1000000, 5)}, 1);
  polled((__wasi_subscription_t[]){on_clock(1, 3600000000000, 5), on_clock(1, 1000, 6)}, 2);
  polled((__wasi_subscription_t[]){on_clock(0, 0, 5), on_clock(1, 3600000000000, 6), on_file(1, file, 7)}, 3);
  polled((__wasi_subscription_t[]){on_file(1, file, 1), on_file(2, 1, 2), on_file(1, 77, 3)}, 3);
  polled((__wasi_subscription_t[]){on_clock(99, 1, 1)}, 1);
  polled((__wasi_subscription_t[]){on_file(9, file, 1)}, 1);
  polled(NULL, 0);
  __wasi_subscription_t past = on_clock(__WASI_CLOCKID_REALTIME, 1, 8);
  past.u.u.clock.flags = __WASI_SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME;
  polled(&past, 1);
}

static void others(void) {
  uint8_t bytes[8] = {0};
  __wasi_timestamp_t time;
  __wasi_size_t size;
  __wasi_roflags_t flags;
  __wasi_fd_t fd;
  __wasi_iovec_t in = {bytes, sizeof bytes};
  __wasi_ciovec_t out = {bytes, sizeof bytes};
  CALL(__wasi_sched_yield());
  CALL(__wasi_random_get(bytes, sizeof bytes));
  CALL(__wasi_random_get(bytes, 0));
  CALL(__wasi_clock_res_get(__WASI_CLOCKID_REALTIME, &time));
  CALL(__wasi_clock_res_get(__WASI_CLOCKID_PROCESS_CPUTIME_ID, &time));
  CALL(__wasi_clock_res_get(99, &time));
  CALL(__wasi_clock_time_get(__WASI_CLOCKID_THREAD_CPUTIME_ID, 1, &time));
  CALL(__wasi_clock_time_get(__WASI_CLOCKID_PROCESS_CPUTIME_ID, 1, &time));
  printf("processor time of this program alone: %d\n", time < 60000000000);
  CALL(__wasi_clock_time_get(99, 1, &time));
  CALL(__wasi_sock_recv(0, &in, 1, 0, &size, &flags));
  CALL(__wasi_sock_send(1, &out, 1, 0, &size));
  CALL(__wasi_sock_shutdown(ROOT, __WASI_SDFLAGS_RD));
  CALL(__wasi_sock_accept(0, 0, &fd));
  CALL(__wasi_sock_recv(77, &in, 1, 0, &size, &flags));
  CALL(__wasi_sock_send(77, &out, 1, 0, &size));
  CALL(__wasi_sock_shutdown(77, __WASI_SDFLAGS_RD));
  CALL(__wasi_sock_accept(77, 0, &fd));
  CALL(__wasi_args_sizes_get(&size, &size));
  CALL(__wasi_environ_sizes_get(&size, &size));
  CALL(__wasi_fd_datasync(77));
  CALL(__wasi_fd_tell(0, &time));
  CALL(__wasi_fd_tell(ROOT, &time));
  CALL(__wasi_fd_filestat_set_times(1, 0, 0, __WASI_FSTFLAGS_MTIM_NOW));
  fd = opened("f", __WASI_OFLAGS_CREAT, WRITE);
  CALL(__wasi_fd_filestat_set_times(fd, 0, 0, __WASI_FSTFLAGS_MTIM_NOW | __WASI_FSTFLAGS_MTIM));
  CALL(__wasi_path_filestat_set_times(ROOT, 0, "f", 0, 0, __WASI_FSTFLAGS_ATIM_NOW | __WASI_FSTFLAGS_ATIM));
  CALL(__wasi_path_open(ROOT, 0, "n", __WASI_OFLAGS_CREAT | __WASI_OFLAGS_DIRECTORY, READ, 0, 0, &fd));
}

/* Every call with a pointer that leads nowhere fails, and says so; nothing is reported twice for one place. */
static void faults(void) {
  uint8_t *nowhere = (uint8_t *)0x7fff0000;
  __wasi_size_t size;
  CALL(__wasi_random_get(nowhere, 8));
  CALL(__wasi_clock_time_get(0, 1, (__wasi_timestamp_t *)nowhere));
  CALL(__wasi_fd_write(1, (__wasi_ciovec_t *)nowhere, 1, &size));
  CALL(__wasi_fd_write(1, &(__wasi_ciovec_t){nowhere, 5}, 1, &size));
  CALL(__wasi_path_open(ROOT, 0, "f", __WASI_OFLAGS_CREAT, READ, 0, 0, (__wasi_fd_t *)nowhere));
  CALL(__wasi_poll_oneoff((__wasi_subscription_t *)nowhere, (__wasi_event_t *)nowhere, 1, &size));
  CALL(__wasi_args_get((uint8_t **)nowhere, nowhere));
  CALL(__wasi_fd_readdir(ROOT, nowhere, 100, 0, &size));
}

static int nested(int depth, int status) {
  if (depth == 0) __wasi_proc_exit(status);
  return nested(depth - 1, status) + 1;
}

int raw_part(const char *name, int argc, char **argv) {
  if (strcmp(name, "rights") == 0) rights();
  else if (strcmp(name, "preopens") == 0) preopens();
  else if (strcmp(name, "escapes") == 0) escapes();
  else if (strcmp(name, "names") == 0) names();
  else if (strcmp(name, "renumber") == 0) renumber();
  else if (strcmp(name, "listing") == 0) listing();
  else if (strcmp(name, "polling") == 0) polling();
  else if (strcmp(name, "others") == 0) others();
  else if (strcmp(name, "faults") == 0) faults();
  else if (strcmp(name, "proc_exit") == 0) return nested(30, argc > 2 ? atoi(argv[2]) : 0);
  else {
    fprintf(stderr, "no part is called %s\n", name);
    return 2;
  }
  return 0;
}
#endif
