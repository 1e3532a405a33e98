// heapglass: strlen of bytes that have no terminator within the block.
// expect: InvalidRead line 11 in heap-block
// oracle: valgrind

#include <stdlib.h>
#include <string.h>

int main(void) {
  char *s = malloc(12);
  memset(s, 'a', 12);
  volatile size_t n = strlen(s);
  free(s);
  return n >= 12 ? 0 : 1;
}
