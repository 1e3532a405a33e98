// heapglass: memcpy between overlapping halves of one buffer.
// expect: Overlap line 11
// oracle: none glibc's memcpy and memmove are one function

#include <stdlib.h>
#include <string.h>

int main(void) {
  char *p = calloc(1, 40);
  size_t n = 20;
  memcpy(p + 8, p, n);
  free(p);
  return 0;
}
