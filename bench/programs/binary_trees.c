/* Full binary trees of many depths, built, walked and torn down: one small block per node. Argument: greatest depth. */
#include <stdio.h>
#include <stdlib.h>

struct node {
  struct node *left, *right;
};

static struct node *build(int depth) {
  struct node *node = malloc(sizeof *node);
  if (node == NULL) exit(1);
  node->left = depth > 0 ? build(depth - 1) : NULL;
  node->right = depth > 0 ? build(depth - 1) : NULL;
  return node;
}

static unsigned long count(const struct node *node) {
  return node == NULL ? 0 : 1 + count(node->left) + count(node->right);
}

static void destroy(struct node *node) {
  if (node == NULL) return;
  destroy(node->left);
  destroy(node->right);
  free(node);
}

int main(int argc, char **argv) {
  int greatest = argc > 1 ? atoi(argv[1]) : 18;
  unsigned long checksum = 0;
  struct node *long_lived = build(greatest);
  for (int depth = 4; depth <= greatest; depth += 4) {
    int trees = 1 << (greatest - depth);
    for (int i = 0; i < trees * 6; i++) {
      struct node *tree = build(depth);
      checksum += count(tree) * (unsigned long)(depth + i % 3);
      destroy(tree);
    }
  }
  checksum += count(long_lived);
  destroy(long_lived);
  printf("checksum %lu\n", checksum & 0xfffffffful);
  return 0;
}
