// heapglass: Appends a character to a string that strdup made exactly large enough.
// expect: InvalidWrite line 12 size 1 in heap-block
// oracle: valgrind

#include <stdlib.h>
#include <string.h>

int main(void) {
  char *s = strdup("exact");
  size_t n = strlen(s);
  s[n] = '!';
  s[n + 1] = '\0';
  free(s);
  return 0;
}
