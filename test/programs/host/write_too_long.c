// heapglass: write() is told of more bytes than the block has.
// expect: InvalidRead line 12 in heap-block
// oracle: valgrind

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(void) {
  char *p = malloc(6);
  memcpy(p, "short\n", 6);
  long n = write(2, p, 10);
  free(p);
  return n == 10 ? 0 : 1;
}
