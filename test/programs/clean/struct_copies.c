// heapglass: Structs passed, returned and assigned by value, including assignment to itself.
// expect: clean
// stdout: 45 45 45 190\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>

struct block {
  int values[20];
};

static struct block make(int n) {
  struct block b = {{0}};
  for (int i = 0; i < n; i++)
    b.values[i] = i;
  return b;
}

static int total(struct block b) {
  int t = 0;
  for (int i = 0; i < 20; i++)
    t += b.values[i];
  return t;
}

int main(void) {
  struct block a = make(10), b = a;
  struct block *heap = malloc(2 * sizeof *heap);
  heap[0] = b;
  heap[1] = heap[0];
  struct block *alias = &heap[1];
  *alias = heap[1];
  b = *alias;
  printf("%d %d %d %d\n", total(a), total(b), total(heap[1]), total(make(20)));
  free(heap);
  return 0;
}
