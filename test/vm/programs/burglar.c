/*
 * Reads and writes through every pointer that could lead into another program's memory or into the machine's tables: each
 * page of physical memory by its memory address, and a page in each 64 KiB of all other addresses. Says how many of the
 * pages that it has not been given could be touched, and whether it has met the secret.
 */
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static sigjmp_buf back;
static void caught(int number) {
  (void)number;
  siglongjmp(back, 1);
}

/* longjmp leads out of calls, not out of single accesses. */
__attribute__((noinline)) static int load(const volatile char *at) {
  return memcmp((const void *)at, "TOP-SECRET-WORDS", 16) == 0 || *at == 'T';
}
__attribute__((noinline)) static void store(volatile char *at) { *at = 'X'; }

static unsigned reached, faults, secrets;

static int own(uintptr_t address, uintptr_t *areas, int count) {
  for (int i = 0; i < count; i++)
    if (address >= areas[2 * i] && address < areas[2 * i + 1]) return 1;
  return 0;
}

static void try(uintptr_t address) {
  volatile char *at = (volatile char *)address;
  if (sigsetjmp(back, 1) == 0) {
    secrets += load(at);
    reached++;
  } else
    faults++;
  if (sigsetjmp(back, 1) == 0) {
    store(at);
    reached++;
  } else
    faults++;
}

int main(int argc, char **argv) {
  uintptr_t ram = strtoul(argv[1], NULL, 0), frames = strtoul(argv[2], NULL, 0);
  struct sigaction action = {.sa_handler = caught, .sa_flags = SA_NODEFER};
  sigaction(SIGSEGV, &action, NULL);
  sigaction(SIGBUS, &action, NULL);
  static uintptr_t areas[64];
  int count = 0;
  char line[256];
  FILE *maps = fopen("/proc/self/maps", "r");
  while (count < 32 && fgets(line, sizeof line, maps)) {
    unsigned long start, end;
    if (sscanf(line, "%lx-%lx", &start, &end) != 2) continue;
    areas[2 * count] = start;
    areas[2 * count + 1] = end;
    count++;
  }
  fclose(maps);
  for (uintptr_t i = 0; i < frames; i++) try(ram + i * 4096);
  for (uint64_t address = 0; address < 1ull << 32; address += 65536)
    if (!own((uintptr_t)address, areas, count)) try((uintptr_t)address);
  printf("reached %u secrets %u tried %d\n", reached, secrets, faults > 100000);
  return argc > 3;
}
