// heapglass: A lost tree: the root is definitely lost, its branches and leaves indirectly.
// expect: Leak definite line 25 bytes 48 blocks 1
// expect: Leak indirect line 18 bytes 48 blocks 2
// expect: Leak indirect line 14 bytes 64 blocks 4
// oracle: valgrind

#include <stdlib.h>

struct tree {
  struct tree *child[2];
};

static struct tree *leaf(void) {
  return calloc(1, 16);
}

static struct tree *branch(void) {
  struct tree *t = calloc(1, 24);
  for (int i = 0; i < 2; i++)
    t->child[i] = leaf();
  return t;
}

static void lose(void) {
  struct tree *root = calloc(1, 48);
  for (int i = 0; i < 2; i++)
    root->child[i] = branch();
}

int main(void) {
  lose();
  return 0;
}
