// heapglass: A node is freed but stays in the list; a later walk reads value and link of it.
// expect: InvalidRead line 23 count 1 in heap-block
// expect: InvalidRead line 24 count 1 in heap-block
// oracle: valgrind

#include <stdlib.h>

struct node {
  struct node *next;
  int value;
};

static struct node *push(struct node *list, int value) {
  struct node *n = malloc(sizeof *n);
  n->next = list;
  n->value = value;
  return n;
}

static int sum(const struct node *n) {
  int total = 0;
  while (n) {
    total += n->value;
    n = n->next;
  }
  return total;
}

int main(void) {
  struct node *a = push(0, 1), *b = push(a, 2), *c = push(b, 3);
  free(b);
  int total = sum(c);
  free(c);
  free(a);
  return total == 123456 ? 1 : 0;
}
