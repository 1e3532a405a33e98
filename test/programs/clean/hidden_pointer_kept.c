// heapglass: A block reachable only through a chain of heap blocks from a global, freed by an atexit handler.
// expect: clean
// oracle: valgrind

#include <stdlib.h>

struct link {
  struct link *next;
};

static struct link *chain;

static void release(void) {
  while (chain) {
    struct link *next = chain->next;
    free(chain);
    chain = next;
  }
}

int main(void) {
  atexit(release);
  for (int i = 0; i < 100; i++) {
    struct link *l = malloc(sizeof *l);
    l->next = chain;
    chain = l;
  }
  return 0;
}
