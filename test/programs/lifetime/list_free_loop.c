// heapglass: Frees a list and reads each node's link after it is gone.
// expect: InvalidRead line 22 count 4 in heap-block
// oracle: valgrind

#include <stdlib.h>

struct node {
  struct node *next;
  int value;
};

int main(void) {
  struct node *list = 0;
  for (int i = 0; i < 4; i++) {
    struct node *n = malloc(sizeof *n);
    n->next = list;
    n->value = i;
    list = n;
  }
  for (struct node *n = list; n;) {
    free(n);
    n = n->next;
  }
  return 0;
}
