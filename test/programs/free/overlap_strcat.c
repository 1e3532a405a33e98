// heapglass: strcat of a string's own tail to it.
// expect: Overlap line 13
// oracle: valgrind

#include <stdlib.h>
#include <string.h>

int main(void) {
  char *s = malloc(64);
  strcpy(s, "abcdef");
  char *tail = s + 3;
  size_t n = 3;
  strncat(s, tail, n);
  free(s);
  return 0;
}
