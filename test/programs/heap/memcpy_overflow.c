// heapglass: memcpy copies four bytes more than the destination has.
// expect: InvalidWrite line 12 in heap-block
// oracle: valgrind

#include <stdlib.h>
#include <string.h>

int main(void) {
  const char source[24] = "twenty three characters";
  size_t n = sizeof source;
  char *p = malloc(20);
  memcpy(p, source, n);
  free(p);
  return 0;
}
