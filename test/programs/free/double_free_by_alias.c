// heapglass: Two owners of one block free it at different places.
// expect: InvalidFree line 12 in heap-block
// oracle: valgrind

#include <stdlib.h>

struct owner {
  char *data;
};

static void drop(struct owner *o) {
  free(o->data);
  o->data = 0;
}

int main(void) {
  struct owner a = {malloc(33)};
  struct owner b = a;
  drop(&a);
  drop(&a);
  drop(&b);
  return 0;
}
