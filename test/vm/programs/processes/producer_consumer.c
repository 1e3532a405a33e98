/* A ring in shared memory; both sides wait by looking again and again. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SLOTS = 16, ITEMS = 20000 };

struct ring {
  volatile unsigned written, taken;
  volatile int items[SLOTS];
};

int main(void) {
  struct ring *ring = mmap(NULL, sizeof *ring, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (ring == MAP_FAILED) return 1;
  pid_t producer = fork();
  if (producer == 0) {
    for (int i = 0; i < ITEMS; i++) {
      while (ring->written - ring->taken == SLOTS) {}
      ring->items[ring->written % SLOTS] = i;
      __sync_synchronize();
      ring->written++;
    }
    _exit(0);
  }
  long long sum = 0;
  int ordered = 1;
  for (int i = 0; i < ITEMS; i++) {
    while (ring->written == ring->taken) {}
    int item = ring->items[ring->taken % SLOTS];
    __sync_synchronize();
    ring->taken++;
    sum += item;
    ordered &= item == i;
  }
  waitpid(producer, NULL, 0);
  printf("sum %lld, in order %d\n", sum, ordered);
  return 0;
}
