// heapglass: A copy made by strdup is never freed.
// expect: Leak definite line 8 bytes 10 blocks 1
// oracle: valgrind

#include <string.h>

static size_t measure(const char *s) {
  char *copy = strdup(s);
  size_t n = strlen(copy);
  copy = 0;
  return n;
}

int main(void) {
  return measure("heapglass") == 9 ? 0 : 1;
}
