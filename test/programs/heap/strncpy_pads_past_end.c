// heapglass: strncpy fills its whole length with zeros, past the end of the block.
// expect: InvalidWrite line 10 in heap-block
// oracle: valgrind

#include <stdlib.h>
#include <string.h>

int main(void) {
  char *s = malloc(10);
  strncpy(s, "abc", 16);
  free(s);
  return 0;
}
