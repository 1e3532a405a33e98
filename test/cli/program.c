/* One program for all tests of the command line: what it does is its first argument. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Deterministic bytes that no line discipline or encoding would leave alone. */
static unsigned char pattern(size_t i) {
  return (unsigned char)((i * 2654435761u) >> 13);
}

static void spew(size_t megabytes) {
  static unsigned char block[1 << 20];
  for (size_t done = 0; done < megabytes; done++) {
    for (size_t i = 0; i < sizeof block; i++) block[i] = pattern(done * sizeof block + i);
    if (fwrite(block, 1, sizeof block, stdout) != sizeof block) exit(3);
    if (done % 10 == 9) fprintf(stderr, "%zu sent\n", done + 1);
  }
  fflush(stdout);
}

__attribute__((noinline)) static int fibonacci(int n) {
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

__attribute__((noinline)) static void overflow(void) {
  char *block = malloc(10);
  block[10] = 1;
  free(block);
}

__attribute__((noinline)) static void leak(void) {
  void *volatile lost = malloc(100);
  lost = NULL;
  (void)lost;
}

__attribute__((noinline)) static void uninterrupted(void) {
  size_t size = 64 << 20;
  char *from = malloc(size), *to = malloc(size);
  for (;;) memcpy(to, from, size);
}

int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "";
  long number = argc > 2 ? atol(argv[2]) : 0;
  if (strcmp(what, "status") == 0) return (int)number;
  if (strcmp(what, "hello") == 0) puts("hello");
  else if (strcmp(what, "overflow") == 0) {
    overflow();
    return (int)number;
  } else if (strcmp(what, "leak") == 0) {
    leak();
    return (int)number;
  } else if (strcmp(what, "both") == 0) {
    overflow();
    puts("between");
    leak();
  } else if (strcmp(what, "null") == 0) {
    puts("before");
    fflush(stdout);
    *(volatile int *)NULL = 1;
  } else if (strcmp(what, "divide") == 0) return 7 / (int)number;
  else if (strcmp(what, "unreachable") == 0) __builtin_trap();
  else if (strcmp(what, "abort") == 0) abort();
  else if (strcmp(what, "loop") == 0) {
    for (volatile int i = 0;; i++) {}
  } else if (strcmp(what, "calls") == 0) printf("%d\n", fibonacci(60));
  else if (strcmp(what, "copies") == 0) uninterrupted();
  else if (strcmp(what, "sleep") == 0) sleep(36000);
  else if (strcmp(what, "echo") == 0) {
    char line[80];
    while (fgets(line, sizeof line, stdin)) {
      printf("got %s", line);
      fflush(stdout);
    }
  } else if (strcmp(what, "copy") == 0) {
    for (int c; (c = getchar()) != EOF;) putchar(c);
    fprintf(stderr, "end %d error %d\n", feof(stdin) != 0, ferror(stdin) != 0);
  } else if (strcmp(what, "bytes") == 0) {
    for (int i = 0; i < 1024; i++) putchar(i & 0xff);
  } else if (strcmp(what, "spew") == 0) spew((size_t)number);
  else if (strcmp(what, "lines") == 0) {
    char *kept = malloc(20);
    for (long i = 0;; i++) {
      sprintf(kept, "%ld", i);
      puts(kept);
    }
  } else if (strcmp(what, "memory") == 0) {
    size_t blocks = 0;
    while (blocks < 100000 && malloc(1 << 20) != NULL) blocks++;
    printf("%zu MiB, then %s\n", blocks, errno == ENOMEM ? "ENOMEM" : "no error");
    exit(0);
  } else if (strcmp(what, "chance") == 0) {
    unsigned char bytes[8];
    struct timespec now;
    getentropy(bytes, sizeof bytes);
    clock_gettime(CLOCK_REALTIME, &now);
    srand((unsigned)time(NULL));
    for (int i = 0; i < 8; i++) printf("%02x", bytes[i]);
    printf(" %lld.%09ld %d %ld\n", (long long)now.tv_sec, now.tv_nsec, rand(), (long)clock());
    /* An error that depends on chance: how much is lost. */
    free(malloc(1));
    void *volatile lost = malloc(1 + bytes[0]);
    lost = NULL;
    (void)lost;
    sleep(3600);
  } else if (strcmp(what, "show") == 0) {
    FILE *file = fopen(argv[2], "r");
    if (!file) {
      printf("%s\n", strerror(errno));
      return 1;
    }
    for (int c; (c = getc(file)) != EOF;) putchar(c);
    fclose(file);
  } else if (strcmp(what, "print") == 0) {
    for (int i = 2; i < argc; i++) printf("[%s]", argv[i]);
    puts("");
    const char *variable = getenv("HG_TEST");
    printf("%s\n", variable ? variable : "unset");
  } else return 2;
  return 0;
}
