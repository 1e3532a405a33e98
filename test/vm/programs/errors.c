/* Wrong accesses while pages come and go, and right ones that fault. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define PAGE 4096

static char *reserved;

static void make_accessible(int number, siginfo_t *info, void *context) {
  (void)number;
  (void)context;
  mprotect((void *)((unsigned long)info->si_addr & ~(PAGE - 1ul)), PAGE, PROT_READ | PROT_WRITE);
}

struct node {
  struct node *next;
  char data[1000];
};

static struct node *make_list(int length) {
  struct node *list = NULL;
  for (int i = 0; i < length; i++) {
    struct node *node = malloc(sizeof *node);
    memset(node->data, i, sizeof node->data);
    node->next = list;
    list = node;
  }
  return list;
}

int main(int argc, char **argv) {
  struct sigaction action = {.sa_sigaction = make_accessible, .sa_flags = SA_SIGINFO};
  sigaction(SIGSEGV, &action, NULL);
  reserved = mmap(NULL, 64 * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  for (int i = 0; i < 64; i += 3) reserved[i * PAGE + 7] = (char)i;
  char **kept = (char **)(reserved + PAGE);
  *kept = malloc(10);
  struct node *list = make_list(3000);
  list = list->next;
  list->data[1000] = 1;
  char *name = malloc(5);
  strcpy(name, "paged");
  free(name);
  printf("%c %zu\n", name[0], strlen(*kept = strcpy(*kept, "kept")));
  munmap(reserved + 32 * PAGE, 32 * PAGE);
  signal(SIGSEGV, SIG_DFL);
  fflush(stdout);
  if (argc > 1) return mprotect(reserved, PAGE, PROT_NONE), reserved[atoi(argv[1])];
  reserved[32 * PAGE] = 1;
  return 0;
}
