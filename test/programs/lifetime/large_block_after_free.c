// heapglass: Uses a freed block of a megabyte, far from its start.
// expect: InvalidRead line 11 size 1 in heap-block
// oracle: valgrind

#include <stdlib.h>

int main(void) {
  char *p = malloc(1 << 20);
  p[777777] = 1;
  free(p);
  return p[777777] == 99;
}
