// heapglass: sscanf with %s stores a word that is longer than the heap buffer.
// expect: InvalidWrite line 10 in heap-block
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>

int main(void) {
  char *word = malloc(5);
  int n = sscanf("overflowing 42", "%s", word);
  free(word);
  return n == 1 ? 0 : 1;
}
