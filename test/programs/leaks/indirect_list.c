// heapglass: A list is lost: its head definitely, the other nodes indirectly.
// expect: Leak definite line 16 blocks 1
// expect: Leak indirect line 16 blocks 4
// oracle: valgrind

#include <stdlib.h>

struct node {
  struct node *next;
  long value;
};

static void lose(void) {
  struct node *list = 0;
  for (int i = 0; i < 5; i++) {
    struct node *n = malloc(sizeof *n);
    n->next = list;
    n->value = i;
    list = n;
  }
}

int main(void) {
  lose();
  return 0;
}
