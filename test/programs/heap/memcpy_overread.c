// heapglass: memcpy reads past the end of its heap source.
// expect: InvalidRead line 12 in heap-block
// oracle: valgrind

#include <stdlib.h>
#include <string.h>

int main(void) {
  char target[64];
  size_t n = 48;
  char *p = calloc(1, 40);
  memcpy(target, p, n);
  free(p);
  return target[0];
}
