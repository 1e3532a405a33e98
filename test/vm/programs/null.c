#include <stdio.h>
#include <stdlib.h>
struct node { int v; struct node *next; };
static int sum(struct node *n, int count) { int s = 0; while (count--) { s += n->v; n = n->next; } return s; }
int main(void) {
  struct node *a = calloc(1, sizeof *a);
  printf("%d\n", sum(a, 2));
}
