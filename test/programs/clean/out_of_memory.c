// heapglass: Allocates until there is no more: NULL at last, and the program goes on and frees everything.
// expect: clean
// stdout: refused, then fine\n
// oracle: none a native machine has too much memory

#include <stdio.h>
#include <stdlib.h>

struct chunk {
  struct chunk *next;
};

int main(void) {
  struct chunk *all = NULL;
  int n = 0;
  for (;;) {
    struct chunk *c = malloc(64u << 20);
    if (!c)
      break;
    c->next = all;
    all = c;
    n++;
  }
  while (all) {
    struct chunk *next = all->next;
    free(all);
    all = next;
  }
  char *after = malloc(1000);
  puts(n > 0 && n < 64 && after ? "refused, then fine" : "?");
  free(after);
  return 0;
}
