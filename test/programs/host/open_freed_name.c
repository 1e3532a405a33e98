// heapglass: A file is opened by a name that has been freed.
// expect: InvalidRead line 12 in heap-block
// oracle: valgrind

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  char *name = strdup("no-such-file");
  free(name);
  int fd = open(name, O_RDONLY);
  return fd >= 0;
}
