// heapglass: Allocates strlen bytes instead of strlen + 1.
// expect: InvalidWrite line 11 size 1 in heap-block
// oracle: valgrind

#include <stdlib.h>
#include <string.h>

int main(void) {
  const char *name = "heapglass";
  char *copy = malloc(strlen(name));
  strcpy(copy, name);
  free(copy);
  return 0;
}
