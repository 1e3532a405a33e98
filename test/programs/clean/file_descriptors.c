// heapglass: open, write, lseek, read, fstat and unlink by descriptor.
// expect: clean
// stdout: 26 klm 26 -1\n
// oracle: valgrind

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void) {
  int fd = open("descriptor.tmp", O_CREAT | O_RDWR | O_TRUNC, 0600);
  if (fd < 0)
    return 1;
  long written = write(fd, "abcdefghijklmnopqrstuvwxyz", 26);
  char part[4] = "";
  lseek(fd, 10, SEEK_SET);
  long got = read(fd, part, 3);
  struct stat info;
  fstat(fd, &info);
  close(fd);
  unlink("descriptor.tmp");
  printf("%ld %s %ld %d\n", written, got == 3 ? part : "?", (long)info.st_size, open("descriptor.tmp", O_RDONLY));
  return 0;
}
