/*
 * What a C program may expect of the system, as text: the same lines natively and under heapglass. Each part is chosen by
 * the first argument and works in an empty directory.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

extern char **environ;
int raw_part(const char *name, int argc, char **argv);

const char *name_of(int error) {
  static const struct {
    int number;
    const char *name;
  } names[] = {
      {EACCES, "EACCES"}, {EBADF, "EBADF"},     {EBUSY, "EBUSY"},         {EEXIST, "EEXIST"},   {EFAULT, "EFAULT"},
      {EFBIG, "EFBIG"},   {EINVAL, "EINVAL"},   {EISDIR, "EISDIR"},       {ELOOP, "ELOOP"},     {ENOENT, "ENOENT"},
      {ENOSYS, "ENOSYS"}, {ENOTDIR, "ENOTDIR"}, {ENAMETOOLONG, "ENAMETOOLONG"}, {ENOTSOCK, "ENOTSOCK"},
      {EPERM, "EPERM"},   {ENOTEMPTY, "ENOTEMPTY"}, {ESPIPE, "ESPIPE"},   {ENOTSUP, "ENOTSUP"}, {EIO, "EIO"},
#ifdef ENOTCAPABLE
      {ENOTCAPABLE, "ENOTCAPABLE"},
#endif
  };
  static char other[16];
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (names[i].number == error) return names[i].name;
  snprintf(other, sizeof other, "%d", error);
  return other;
}

/* The expression and how it ended: its value, or its error. */
#define TRY(call)                                                    \
  do {                                                               \
    errno = 0;                                                       \
    long result = (long)(call);                                      \
    if (result < 0) printf("%s: %s\n", #call, name_of(errno));       \
    else printf("%s: %ld\n", #call, result);                         \
  } while (0)

/* The same for calls that return the error itself. */
#define CODE(call)                                                   \
  do {                                                               \
    int result = (call);                                             \
    printf("%s: %s\n", #call, result ? name_of(result) : "ok");      \
  } while (0)

/* The same for calls that give a descriptor or zero: whether they worked. */
#define WORKS(call)                                                  \
  do {                                                               \
    errno = 0;                                                       \
    int result = (call);                                             \
    printf("%s: %s\n", #call, result < 0 ? name_of(errno) : "ok");   \
    if (result > 2) close(result);                                   \
  } while (0)

static int make(const char *path, const char *text) {
  int fd = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0666);
  if (fd < 0) return -1;
  ssize_t size = (ssize_t)strlen(text);
  int wrote = write(fd, text, (size_t)size) == size ? 0 : -1;
  return close(fd) == 0 ? wrote : -1;
}

static void show(const char *path) {
  char text[256];
  int fd = open(path, O_RDONLY);
  if (fd < 0) {
    printf("%s: %s\n", path, name_of(errno));
    return;
  }
  ssize_t got = read(fd, text, sizeof text - 1);
  close(fd);
  text[got < 0 ? 0 : got] = 0;
  printf("%s = \"", path);
  for (ssize_t i = 0; i < got; i++) text[i] ? putchar(text[i]) : printf("\\0");
  printf("\"\n");
}

static void errors(void) {
  char longname[400];
  memset(longname, 'n', sizeof longname);
  longname[sizeof longname - 1] = 0;
  make("file", "text");
  mkdir("dir", 0777);
  mkdir("full", 0777);
  make("full/x", "");
  WORKS(symlink("file", "link"));
  WORKS(symlink("dir", "dirlink"));
  WORKS(symlink("missing", "dangling"));
  WORKS(symlink("loop2", "loop1"));
  WORKS(symlink("loop1", "loop2"));
  WORKS(symlink("file/", "slashed"));

  puts("-- open");
  WORKS(open("missing", O_RDONLY));
  WORKS(open("missing/x", O_RDONLY));
  WORKS(open("missing/x", O_RDWR | O_CREAT, 0666));
  WORKS(open("file/x", O_RDONLY));
  WORKS(open("file/", O_RDONLY));
  WORKS(open("file/.", O_RDONLY));
  WORKS(open("file/..", O_RDONLY));
  WORKS(open("slashed", O_RDONLY));
  WORKS(open("new/", O_WRONLY | O_CREAT, 0666));
  WORKS(open("new/.", O_WRONLY | O_CREAT, 0666));
  WORKS(open("dir", O_RDONLY));
  WORKS(open("dir/", O_RDONLY));
  WORKS(open("dir//.//", O_RDONLY));
  WORKS(open("dir/../file", O_RDONLY));
  WORKS(open("missing/../file", O_RDONLY));
  WORKS(open("dir", O_WRONLY));
  WORKS(open("dir", O_RDWR));
  WORKS(open("dir", O_RDONLY | O_CREAT, 0666));
  WORKS(open("dir", O_RDONLY | O_CREAT | O_EXCL, 0666));
  WORKS(open("dir", O_RDONLY | O_DIRECTORY));
  WORKS(open("file", O_RDONLY | O_DIRECTORY));
  WORKS(open("missing", O_RDONLY | O_DIRECTORY));
  WORKS(open("file", O_RDWR | O_CREAT | O_EXCL, 0666));
  WORKS(open("link", O_RDONLY));
  WORKS(open("link", O_RDONLY | O_NOFOLLOW));
  WORKS(open("link", O_RDWR | O_CREAT | O_EXCL, 0666));
  WORKS(open("dangling", O_RDONLY));
  WORKS(open("dangling", O_RDWR | O_CREAT | O_EXCL, 0666));
  WORKS(open("dirlink", O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
  WORKS(open("dirlink/", O_RDONLY | O_NOFOLLOW));
  WORKS(open("loop1", O_RDONLY));
  WORKS(open("loop1/x", O_RDONLY));
  WORKS(open(longname, O_RDONLY));
  WORKS(open(longname, O_RDWR | O_CREAT, 0666));

  puts("-- mkdir");
  WORKS(mkdir("dir", 0777));
  WORKS(mkdir("file", 0777));
  WORKS(mkdir("file/", 0777));
  WORKS(mkdir("file/x", 0777));
  WORKS(mkdir("missing/x", 0777));
  WORKS(mkdir("link", 0777));
  WORKS(mkdir("dangling", 0777));
  WORKS(mkdir("dirlink/", 0777));
  WORKS(mkdir(".", 0777));
  WORKS(mkdir("dir/..", 0777));
  WORKS(mkdir("made/", 0777));
  WORKS(mkdir("made/.", 0777));
  WORKS(mkdir("dirlink/made", 0777));
  WORKS(mkdir(longname, 0777));

  puts("-- rmdir");
  WORKS(rmdir("missing"));
  WORKS(rmdir("file"));
  WORKS(rmdir("file/"));
  WORKS(rmdir("full"));
  WORKS(rmdir("dirlink"));
  WORKS(rmdir("dirlink/"));
  WORKS(rmdir("."));
  WORKS(rmdir("made/."));
  WORKS(rmdir("made/.."));
  WORKS(rmdir("made/"));
  WORKS(rmdir("dirlink/made"));
  WORKS(rmdir("missing/."));

  puts("-- unlink");
  WORKS(unlink("missing"));
  WORKS(unlink("dir"));
  WORKS(unlink("dir/"));
  WORKS(unlink("file/"));
  WORKS(unlink("file/x"));
  WORKS(unlink("link/"));
  WORKS(unlink("."));
  WORKS(unlink("dir/.."));
  WORKS(unlink("missing/"));

  puts("-- rename");
  WORKS(rename("missing", "x"));
  WORKS(rename("missing/", "x"));
  WORKS(rename("file", "missing/x"));
  WORKS(rename("file", "dir"));
  WORKS(rename("dir", "file"));
  WORKS(rename("file/", "x"));
  WORKS(rename("file", "x/"));
  WORKS(rename("dir", "dir/sub"));
  WORKS(rename("dir", "full"));
  WORKS(rename("full/x", "full"));
  WORKS(rename(".", "x"));
  WORKS(rename("dir", "."));
  WORKS(rename("dir/.", "x"));
  WORKS(rename("dir/..", "x"));
  WORKS(rename("file", "file"));
  WORKS(rename("dirlink/", "x"));

  puts("-- link");
  WORKS(link("missing", "x"));
  WORKS(link("dir", "x"));
  WORKS(link("file", "dir"));
  WORKS(link("file", "link"));
  WORKS(link("file/", "x"));
  WORKS(link("file", "x/"));
  WORKS(link("file", "missing/x"));
  WORKS(link("file", "dangling"));

  puts("-- symlink and readlink");
  WORKS(symlink("t", "file"));
  WORKS(symlink("t", "dir"));
  WORKS(symlink("t", "dangling"));
  WORKS(symlink("t", "x/"));
  WORKS(symlink("t", "missing/x"));
  WORKS(symlink("t", "."));
  WORKS(symlink("", "x"));
  char text[8];
  TRY(readlink("link", text, sizeof text));
  TRY(readlink("link", text, 2));
  TRY(readlink("dangling", text, sizeof text));
  TRY(readlink("file", text, sizeof text));
  TRY(readlink("dir", text, sizeof text));
  TRY(readlink("dirlink/", text, sizeof text));
  TRY(readlink("missing", text, sizeof text));

  puts("-- stat");
  struct stat status;
  WORKS(stat("missing", &status));
  WORKS(stat("file/", &status));
  WORKS(stat("dangling", &status));
  WORKS(lstat("dangling", &status));
  WORKS(lstat("dirlink/", &status));
  printf("a directory: %d\n", S_ISDIR(status.st_mode));
  WORKS(lstat("link/", &status));
  WORKS(stat("loop1", &status));
  WORKS(lstat("loop1", &status));
  WORKS(stat(longname, &status));
  WORKS(access("file", R_OK | W_OK));
  WORKS(access("dir", F_OK));
  WORKS(access("missing", F_OK));
  WORKS(utimensat(AT_FDCWD, "missing", NULL, 0));

  puts("-- descriptors");
  char byte[2] = "x";
  int rd = open("file", O_RDONLY), wr = open("file", O_WRONLY), dir = open("dir", O_RDONLY | O_DIRECTORY);
  TRY(read(77, byte, 1));
  TRY(read(-1, byte, 1));
  TRY(write(77, byte, 1));
  TRY(close(77));
  TRY(lseek(77, 0, SEEK_SET));
  TRY(fsync(77));
  TRY(fstat(77, &status));
  TRY(ftruncate(77, 0));
  TRY(read(wr, byte, 1));
  TRY(write(rd, byte, 1));
  TRY(pwrite(rd, byte, 1, 0));
  TRY(pread(wr, byte, 1, 0));
  TRY(read(dir, byte, 1));
  TRY(write(dir, byte, 1));
  TRY(ftruncate(rd, 1));
  TRY(ftruncate(dir, 1));
  TRY(ftruncate(wr, -1));
  TRY(lseek(rd, -1, SEEK_SET));
  TRY(lseek(rd, -5, SEEK_END));
  TRY(lseek(rd, 0, 99));
  TRY(pread(rd, byte, 1, -1));
  TRY(pwrite(wr, byte, 1, -1));
  CODE(posix_fallocate(rd, 0, 1));
  CODE(posix_fallocate(wr, 0, 0));
  CODE(posix_fallocate(wr, -1, 1));
  CODE(posix_fadvise(rd, 0, 0, POSIX_FADV_SEQUENTIAL));
  CODE(posix_fadvise(rd, 0, 0, 99));
  CODE(posix_fadvise(77, 0, 0, POSIX_FADV_NORMAL));
  TRY(fsync(rd));
  TRY(fdatasync(wr));
  TRY(fsync(dir));
  WORKS(openat(rd, "x", O_RDONLY));
  WORKS(openat(77, "x", O_RDONLY));
  WORKS(openat(dir, "x", O_RDONLY));
  WORKS(openat(dir, ".", O_RDONLY));
  TRY(fdopendir(rd) == NULL ? -1 : 0);
  TRY(opendir("file") == NULL ? -1 : 0);
  TRY(opendir("missing") == NULL ? -1 : 0);
  /* A pipe on both ends of the program. */
  TRY(lseek(0, 0, SEEK_CUR));
  TRY(lseek(1, 0, SEEK_CUR));
  TRY(pread(0, byte, 1, 0));
  TRY(pwrite(1, byte, 1, 0));
  TRY(ftruncate(1, 0));
  CODE(posix_fadvise(0, 0, 0, POSIX_FADV_NORMAL));
}

static void flags(void) {
  puts("-- made and emptied");
  WORKS(open("a", O_WRONLY | O_CREAT, 0666));
  show("a");
  make("a", "abcdef");
  WORKS(open("a", O_WRONLY | O_CREAT, 0666));
  show("a");
  WORKS(open("a", O_WRONLY | O_TRUNC));
  show("a");
  make("a", "abcdef");
  WORKS(open("a", O_RDWR | O_CREAT | O_TRUNC, 0666));
  show("a");
  symlink("target", "dangling");
  WORKS(open("dangling", O_WRONLY | O_CREAT, 0666));
  show("target");

  puts("-- append");
  make("a", "abc");
  int append = open("a", O_WRONLY | O_APPEND), other = open("a", O_WRONLY);
  TRY(write(append, "D", 1));
  TRY(write(other, "XY", 2));
  TRY(lseek(append, 0, SEEK_SET));
  TRY(write(append, "EF", 2));
  TRY(lseek(append, 0, SEEK_CUR));
  TRY(write(other, "Z", 1));
  show("a");
  TRY((fcntl(append, F_GETFL) & O_APPEND) != 0);
  TRY((fcntl(other, F_GETFL) & O_APPEND) != 0);
  TRY(fcntl(other, F_SETFL, O_APPEND));
  TRY(write(other, "!", 1));
  TRY(fcntl(append, F_SETFL, 0));
  TRY(lseek(append, 0, SEEK_SET));
  TRY(write(append, "a", 1));
  show("a");
  FILE *file = fopen("a", "a+");
  fputs("+tail", file);
  rewind(file);
  char text[32] = "";
  TRY(fgets(text, sizeof text, file) != NULL);
  puts(text);
  fclose(file);

  puts("-- access mode");
  static const struct {
    const char *name;
    int flags;
  } modes[] = {{"O_RDONLY", O_RDONLY}, {"O_WRONLY", O_WRONLY}, {"O_RDWR", O_RDWR}};
  for (int i = 0; i < 3; i++) {
    int fd = open("a", modes[i].flags), mode = fcntl(fd, F_GETFL) & O_ACCMODE;
    printf("%s: %s\n", modes[i].name, mode == modes[i].flags ? "kept" : "lost");
    close(fd);
  }
  puts("-- lowest number first");
  int first = open("a", O_RDONLY), second = open("a", O_RDONLY);
  close(first);
  int third = open("a", O_RDONLY);
  printf("%d %d\n", second - first, third - first);
}

static void seeking(void) {
  char text[16] = "";
  struct stat status;
  int fd = open("f", O_RDWR | O_CREAT | O_EXCL, 0666);
  TRY(write(fd, "0123456789", 10));
  TRY(lseek(fd, 3, SEEK_SET));
  TRY(read(fd, text, 2));
  puts(text);
  TRY(lseek(fd, -1, SEEK_CUR));
  TRY(lseek(fd, -2, SEEK_END));
  TRY(read(fd, text, sizeof text));
  TRY(read(fd, text, sizeof text));
  TRY(pread(fd, text, 4, 2));
  puts(text);
  TRY(pwrite(fd, "xy", 2, 4));
  TRY(lseek(fd, 0, SEEK_CUR));
  TRY(lseek(fd, 15, SEEK_SET));
  TRY(write(fd, "end", 3));
  show("f");
  TRY(pread(fd, text, 4, 100));
  TRY(ftruncate(fd, 5));
  TRY(lseek(fd, 0, SEEK_CUR));
  TRY(ftruncate(fd, 8));
  show("f");
  CODE(posix_fallocate(fd, 4, 8));
  TRY(fstat(fd, &status));
  TRY(status.st_size);
  CODE(posix_fallocate(fd, 0, 2));
  TRY(fstat(fd, &status));
  TRY(status.st_size);
  /* Beyond what 32 bits hold; the file stays empty in between. */
  TRY(pwrite(fd, "far", 3, 5000000000LL) == 3);
  TRY(lseek(fd, 0, SEEK_END) == 5000000003LL);
  TRY(fstat(fd, &status) == 0 && status.st_size == 5000000003LL);
  TRY(pread(fd, text, 3, 5000000000LL));
  printf("%.3s\n", text);
  TRY(ftruncate(fd, 0));
  TRY(lseek(fd, 0, SEEK_SET));
  struct iovec parts[3] = {{"one ", 4}, {"", 0}, {"two", 3}};
  TRY(writev(fd, parts, 3));
  TRY(pwritev(fd, parts, 3, 0));
  TRY(pwritev(fd, parts, 1, 8));
  show("f");
  char left[5] = "", right[9] = "";
  struct iovec pieces[2] = {{left, 4}, {right, 8}};
  TRY(preadv(fd, pieces, 2, 0));
  printf("[%s][%s]\n", left, right);
  TRY(lseek(fd, 2, SEEK_SET));
  TRY(readv(fd, pieces, 2));
  printf("[%s][%s]\n", left, right);
  TRY(fsync(fd));
  close(fd);
  /* What is open stays readable after its name is gone. */
  fd = open("f", O_RDONLY);
  TRY(unlink("f"));
  TRY(read(fd, text, 3));
  TRY(fstat(fd, &status));
  TRY(status.st_nlink);
}

static int by_name(const struct dirent **a, const struct dirent **b) {
  return strcmp((*a)->d_name, (*b)->d_name);
}

static int not_dot(const struct dirent *entry) {
  return entry->d_name[0] != '.';
}

static void directories(void) {
  enum { MANY = 1500 };
  static char seen[MANY];
  char path[64];
  mkdir("many", 0777);
  for (int i = 0; i < MANY; i++) {
    sprintf(path, "many/entry with a longish name %04d", i);
    make(path, "");
  }
  puts("-- every entry once");
  DIR *dir = opendir("many");
  int entries = 0, dots = 0, twice = 0, wrong = 0;
  errno = 0;
  for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
    int number;
    if (sscanf(entry->d_name, "entry with a longish name %d", &number) != 1) dots++;
    else {
      twice += seen[number]++;
      entries++;
      wrong += entry->d_type != DT_REG;
    }
  }
  int error = errno;
  printf("%d entries, %d dots, %d twice, %d of another type, error %d\n", entries, dots, twice, wrong, error);

  puts("-- there and back");
  char name[256], again[256];
  rewinddir(dir);
  for (int i = 0; i < 700; i++) readdir(dir);
  long place = telldir(dir);
  strcpy(name, readdir(dir)->d_name);
  for (int i = 0; i < 300; i++) readdir(dir);
  seekdir(dir, place);
  strcpy(again, readdir(dir)->d_name);
  printf("same: %d\n", strcmp(name, again) == 0);
  rewinddir(dir);
  entries = 0;
  while (readdir(dir) != NULL) entries++;
  printf("%d after rewinding\n", entries);
  make("many/one more", "");
  rewinddir(dir);
  entries = 0;
  while (readdir(dir) != NULL) entries++;
  printf("%d with one more\n", entries);
  closedir(dir);

  puts("-- removed while reading");
  dir = opendir("many");
  int removed = 0;
  for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
    if (entry->d_name[0] == '.') continue;
    removed += unlinkat(dirfd(dir), entry->d_name, 0) == 0;
  }
  closedir(dir);
  printf("%d removed\n", removed);
  TRY(rmdir("many"));

  puts("-- types and numbers");
  mkdir("d", 0777);
  mkdir("d/sub", 0777);
  make("d/file", "");
  symlink("file", "d/link");
  struct dirent **list;
  int count = scandir("d", &list, not_dot, by_name);
  int fd = open("d", O_RDONLY | O_DIRECTORY);
  for (int i = 0; i < count; i++) {
    struct stat status;
    fstatat(fd, list[i]->d_name, &status, AT_SYMLINK_NOFOLLOW);
    const char *type = list[i]->d_type == DT_DIR ? "directory" : list[i]->d_type == DT_REG ? "file" : "link";
    printf("%s: %s, %s\n", list[i]->d_name, type, list[i]->d_ino == status.st_ino ? "same number" : "other number");
    free(list[i]);
  }
  free(list);

  puts("-- held open while renamed");
  TRY(rename("d", "e"));
  WORKS(openat(fd, "file", O_RDONLY));
  mkdir("d", 0777);
  WORKS(openat(fd, "file", O_RDONLY));
  WORKS(mkdirat(fd, "made", 0777));
  WORKS(access("e/made", F_OK));
  WORKS(access("d/made", F_OK));
  TRY(renameat(fd, "file", AT_FDCWD, "d/moved"));
  TRY(linkat(AT_FDCWD, "d/moved", fd, "back", 0));
  TRY(symlinkat("back", fd, "s"));
  TRY(unlinkat(fd, "made", AT_REMOVEDIR));
  TRY(unlinkat(fd, "sub", 0));
  WORKS(access("e/back", F_OK));
  close(fd);

  puts("-- working directory");
  WORKS(chdir("e"));
  WORKS(access("back", F_OK));
  WORKS(chdir("missing"));
  WORKS(chdir("back"));
  WORKS(mkdir("deep", 0777));
  WORKS(chdir("deep"));
  WORKS(access("../back", F_OK));
  make("written", "here");
  WORKS(chdir("../.."));
  show("e/deep/written");
}

static void links(void) {
  struct stat a, b;
  make("f", "text");
  TRY(link("f", "g"));
  TRY(stat("f", &a));
  TRY(stat("g", &b));
  printf("same file: %d, links %d\n", a.st_ino == b.st_ino && a.st_dev == b.st_dev, (int)a.st_nlink);
  make("g", "changed");
  show("f");
  TRY(unlink("f"));
  show("g");
  mkdir("d", 0777);
  TRY(symlink("../g", "d/up"));
  show("d/up");
  TRY(symlink("d/up", "chain"));
  show("chain");
  TRY(link("chain", "hard"));
  TRY(lstat("hard", &a));
  printf("a link: %d\n", S_ISLNK(a.st_mode));
  TRY(linkat(AT_FDCWD, "chain", AT_FDCWD, "followed", AT_SYMLINK_FOLLOW));
  TRY(lstat("followed", &a));
  TRY(stat("g", &b));
  printf("the file: %d\n", a.st_ino == b.st_ino);
  TRY(lstat("chain", &a));
  printf("a link of size %d\n", (int)a.st_size);
  make("d/up", "through");
  show("g");
  TRY(rename("chain", "moved"));
  TRY(lstat("moved", &a));
  printf("a link: %d\n", S_ISLNK(a.st_mode));
  TRY(rename("g", "h"));
  show("d/up");
  make("x", "x");
  TRY(rename("h", "x"));
  show("x");
  mkdir("e1", 0777);
  mkdir("e2", 0777);
  make("e1/in", "");
  TRY(rename("e1", "e2"));
  WORKS(access("e2/in", F_OK));
  TRY(remove("e2/in"));
  TRY(remove("e2"));
  TRY(remove("moved"));
  char deep[64] = "s0";
  make("end", "found");
  symlink("end", "s0");
  for (int i = 1; i < 42; i++) {
    char target[8];
    strcpy(target, deep);
    sprintf(deep, "s%d", i);
    symlink(target, deep);
  }
  show("s39");
  show("s40");
}

static void times(void) {
  struct stat status;
  struct timespec past[2] = {{1000000000, 500000000}, {1100000000, 250000000}};
  make("f", "");
  symlink("f", "l");
  TRY(utimensat(AT_FDCWD, "f", past, 0));
  TRY(stat("f", &status));
  printf("%lld.%09ld %lld.%09ld\n", (long long)status.st_atim.tv_sec, status.st_atim.tv_nsec,
         (long long)status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
  struct timespec part[2] = {{0, UTIME_OMIT}, {1200000000, 0}};
  int fd = open("f", O_RDWR);
  TRY(futimens(fd, part));
  TRY(fstat(fd, &status));
  printf("%lld %lld\n", (long long)status.st_atim.tv_sec, (long long)status.st_mtim.tv_sec);
  struct timespec now[2] = {{0, UTIME_NOW}, {0, UTIME_OMIT}};
  TRY(futimens(fd, now));
  TRY(fstat(fd, &status));
  printf("%d %lld\n", status.st_atim.tv_sec > 1600000000 && status.st_atim.tv_sec <= time(NULL),
         (long long)status.st_mtim.tv_sec);
  TRY(utimensat(AT_FDCWD, "l", past, AT_SYMLINK_NOFOLLOW));
  TRY(lstat("l", &status));
  printf("%lld\n", (long long)status.st_mtim.tv_sec);
  TRY(stat("l", &status));
  printf("%lld\n", (long long)status.st_mtim.tv_sec);
  TRY(utimensat(AT_FDCWD, "l", past, 0));
  TRY(stat("f", &status));
  printf("%lld\n", (long long)status.st_mtim.tv_sec);
  /* By the descriptor, whatever its name leads to by now. */
  TRY(rename("f", "g"));
  make("f", "");
  TRY(utimensat(AT_FDCWD, "f", past, 0));
  TRY(futimens(fd, part));
  TRY(stat("f", &status));
  printf("%lld\n", (long long)status.st_mtim.tv_sec);
  TRY(stat("g", &status));
  printf("%lld\n", (long long)status.st_mtim.tv_sec);
}

static long long nanoseconds(struct timespec t) {
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void clocks(void) {
  struct timespec before, after, pause = {0, 20000000}, resolution;
  TRY(clock_getres(CLOCK_REALTIME, &resolution));
  printf("%d\n", nanoseconds(resolution) > 0);
  TRY(clock_getres(CLOCK_MONOTONIC, &resolution));
  TRY(clock_gettime(CLOCK_REALTIME, &before));
  printf("in this century: %d\n", before.tv_sec > 1700000000 && before.tv_sec < 4000000000LL);
  printf("time agrees: %d\n", llabs((long long)time(NULL) - before.tv_sec) <= 1);
  TRY(clock_gettime(CLOCK_MONOTONIC, &before));
  TRY(nanosleep(&pause, NULL));
  TRY(clock_gettime(CLOCK_MONOTONIC, &after));
  printf("slept: %d\n", nanoseconds(after) - nanoseconds(before) >= 20000000);
  after.tv_nsec += 1000000;
  CODE(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &after, NULL));
  CODE(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &before, NULL));
  struct pollfd polled[2] = {{.fd = 0, .events = POLLIN}, {.fd = 1, .events = POLLOUT}};
  TRY(poll(polled, 2, 1000));
  printf("%d %d\n", (polled[0].revents & POLLIN) != 0, (polled[1].revents & POLLOUT) != 0);
  struct pollfd closed = {.fd = 77, .events = POLLIN};
  TRY(poll(&closed, 1, 1000));
  printf("%d\n", closed.revents == POLLNVAL);
  struct pollfd none = {.fd = -1, .events = POLLIN};
  TRY(poll(&none, 1, 1));
  unsigned char a[32] = {0}, b[32] = {0};
  TRY(getentropy(a, sizeof a));
  TRY(getentropy(b, sizeof b));
  printf("random: %d\n", memcmp(a, b, sizeof a) != 0);
}

static void arguments(int argc, char **argv) {
  for (int i = 1; i < argc; i++) printf("%d [%s]\n", i, argv[i]);
  printf("end: %d\n", argv[argc] == NULL);
  for (char **variable = environ; *variable; variable++)
    if (strncmp(*variable, "HG_", 3) == 0) puts(*variable);
  printf("missing: %d\n", getenv("HG_NONE") == NULL);
}

static void copy(void) {
  char buffer[4096];
  for (ssize_t got; (got = read(0, buffer, sizeof buffer)) > 0;)
    if (write(1, buffer, (size_t)got) != got) exit(9);
}

static void late(void) {
  puts("handler ran");
}

static int deep(int levels, int status) {
  if (levels > 0) return deep(levels - 1, status) + 1;
  exit(status);
}

int main(int argc, char **argv) {
  const char *part = argc > 1 ? argv[1] : "";
  if (strcmp(part, "errors") == 0) errors();
  else if (strcmp(part, "flags") == 0) flags();
  else if (strcmp(part, "seeking") == 0) seeking();
  else if (strcmp(part, "directories") == 0) directories();
  else if (strcmp(part, "links") == 0) links();
  else if (strcmp(part, "times") == 0) times();
  else if (strcmp(part, "clocks") == 0) clocks();
  else if (strcmp(part, "arguments") == 0) arguments(argc, argv);
  else if (strcmp(part, "copy") == 0) copy();
  else if (strcmp(part, "return") == 0) return atoi(argv[2]);
  else if (strcmp(part, "exit") == 0) {
    atexit(late);
    deep(50, atoi(argv[2]));
  } else if (strcmp(part, "_exit") == 0) {
    atexit(late);
    _exit(atoi(argv[2]));
  } else {
#ifdef __wasi__
    return raw_part(part, argc, argv);
#else
    fprintf(stderr, "no part is called %s\n", part);
    return 2;
#endif
  }
  return 0;
}
