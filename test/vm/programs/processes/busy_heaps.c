/* Parent and children allocate and free at the same time, each with errors of its own. The first child is killed while it waits. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

struct node {
  struct node *next;
  int value;
};

static struct node *grow(struct node *list, int count, int seed) {
  for (int i = 0; i < count; i++) {
    struct node *added = malloc(sizeof *added + (unsigned)(seed * i) % 90);
    added->next = list;
    added->value = seed + i;
    list = added;
    if (i % 3 == 2) {
      struct node *old = list->next;
      list->next = old->next;
      free(old);
    }
  }
  return list;
}

static long drain(struct node *list) {
  long sum = 0;
  while (list != NULL) {
    struct node *next = list->next;
    sum += list->value;
    free(list);
    list = next;
  }
  return sum;
}

/* Nothing but a variable of a function that waits leads to the block. */
static int waits(int ready) {
  char *block = malloc(77);
  block[0] = 'r';
  write(ready, block, 1);
  pause();
  return block[0];
}

int main(int argc, char **argv) {
  int count = atoi(argv[1]), ready[2];
  struct node *list = grow(NULL, count, 1);
  pipe(ready);
  pid_t waiting = fork();
  if (waiting == 0) return waits(ready[1]);
  for (int child = 1; child <= 2; child++)
    if (fork() == 0) {
      list = grow(list, count, child);
      char *block = malloc(10 * child);
      volatile char behind = block[10 * child];
      printf("child %d: %ld\n", child, drain(list));
      return 0;
    }
  list = grow(list, count, 100);
  char byte;
  read(ready[0], &byte, 1);
  kill(waiting, SIGTERM);
  while (wait(NULL) > 0) {
  }
  printf("parent: %ld\n", drain(list));
  return 0;
}
