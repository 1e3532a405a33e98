// heapglass: A doubly linked list, a binary tree and a hash table, built and torn down.
// expect: clean
// stdout: 100 50 4950 100\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct item {
  struct item *next, *previous;
  int value;
};

struct tree {
  struct tree *left, *right;
  int key;
};

struct slot {
  struct slot *next;
  char *key;
};

static struct tree *insert(struct tree *t, int key) {
  if (!t) {
    t = calloc(1, sizeof *t);
    t->key = key;
  } else if (key < t->key) {
    t->left = insert(t->left, key);
  } else {
    t->right = insert(t->right, key);
  }
  return t;
}

static int destroy(struct tree *t) {
  if (!t)
    return 0;
  int sum = destroy(t->left) + destroy(t->right) + t->key;
  free(t);
  return sum;
}

int main(void) {
  struct item head = {&head, &head, 0};
  for (int i = 0; i < 100; i++) {
    struct item *n = malloc(sizeof *n);
    *n = (struct item){&head, head.previous, i};
    head.previous = head.previous->next = n;
  }
  int count = 0, even = 0;
  while (head.next != &head) {
    struct item *n = head.next;
    head.next = n->next;
    n->next->previous = &head;
    count++;
    even += n->value % 2 == 0;
    free(n);
  }
  struct tree *root = NULL;
  for (int i = 0; i < 100; i++)
    root = insert(root, i * 37 % 100);
  struct slot *table[16] = {0};
  for (int i = 0; i < 100; i++) {
    char key[16];
    snprintf(key, sizeof key, "key%d", i);
    struct slot *s = malloc(sizeof *s);
    *s = (struct slot){table[i % 16], strdup(key)};
    table[i % 16] = s;
  }
  int removed = 0;
  for (int i = 0; i < 16; i++) {
    for (struct slot *s = table[i], *next; s; s = next) {
      next = s->next;
      free(s->key);
      free(s);
      removed++;
    }
  }
  printf("%d %d %d %d\n", count, even, destroy(root), removed);
  return 0;
}
