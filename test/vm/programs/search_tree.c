/* A search tree of small nodes, built in random order and given back; how many page faults that takes is the allocator's doing. */
#include <stdio.h>
#include <stdlib.h>

struct node {
  struct node *left, *right;
  int value;
};

static struct node *insert(struct node *tree, int value) {
  if (tree == NULL) {
    struct node *made = malloc(sizeof *made);
    made->left = made->right = NULL;
    made->value = value;
    return made;
  }
  if (value < tree->value) tree->left = insert(tree->left, value);
  else tree->right = insert(tree->right, value);
  return tree;
}

static long sum(const struct node *tree) {
  return tree == NULL ? 0 : tree->value + sum(tree->left) + sum(tree->right);
}

static void release(struct node *tree) {
  if (tree == NULL) return;
  release(tree->left);
  release(tree->right);
  free(tree);
}

int main(void) {
  struct node *tree = NULL;
  unsigned state = 0;
  int start = getchar();
  if (start != EOF) state = (unsigned)start;
  for (int i = 0; i < 10000; i++) {
    state = state * 1103515245 + 12345;
    tree = insert(tree, (int)(state >> 8 & 0xfffff));
  }
  printf("%ld\n", sum(tree));
  release(tree);
  return 0;
}
