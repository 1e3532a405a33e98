// heapglass: A list whose head is a static local: every node is still reachable.
// expect: Leak reachable line 13 blocks 3
// oracle: valgrind

#include <stdlib.h>

struct node {
  struct node *next;
};

static void remember(void) {
  static struct node *head;
  struct node *n = malloc(sizeof *n);
  n->next = head;
  head = n;
}

int main(void) {
  for (int i = 0; i < 3; i++)
    remember();
  return 0;
}
