/* A signal comes while a function runs that calls nothing; and the program has a sleep() of its own. */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static sigjmp_buf out;
static volatile sig_atomic_t alarms;
static volatile int always = 1;

static void on_alarm(int signal) {
  alarms++;
  siglongjmp(out, signal);
}

__attribute__((noinline)) static unsigned spin(unsigned from) {
  unsigned a = from, b = 1, c = 2;
  while (always) {
    a = a * 31 + b;
    b = b * 17 + c;
    c ^= a;
  }
  return a + b + c;
}

unsigned sleep(unsigned seconds) { return 100 + seconds; }

int main(void) {
  printf("sleep %u\n", sleep(3));
  fflush(stdout);
  signal(SIGALRM, on_alarm);
  int signal_number = sigsetjmp(out, 1);
  if (signal_number == 0) {
    alarm(1);
    return (int)spin(7);
  }
  printf("alarms %d, signal %d\n", (int)alarms, signal_number);
  return 0;
}
