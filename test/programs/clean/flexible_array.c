// heapglass: A flexible array member that is allocated, grown and freed properly.
// expect: clean
// stdout: 499500\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>

struct vector {
  unsigned count, room;
  int items[];
};

static struct vector *push(struct vector *v, int item) {
  if (!v || v->count == v->room) {
    unsigned count = v ? v->count : 0, room = v ? v->room * 2 : 1;
    v = realloc(v, sizeof *v + room * sizeof v->items[0]);
    v->count = count;
    v->room = room;
  }
  v->items[v->count++] = item;
  return v;
}

int main(void) {
  struct vector *v = NULL;
  for (int i = 0; i < 1000; i++)
    v = push(v, i);
  long total = 0;
  for (unsigned i = 0; i < v->count; i++)
    total += v->items[i];
  printf("%ld\n", total);
  free(v);
  return 0;
}
