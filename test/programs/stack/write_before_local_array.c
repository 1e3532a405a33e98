// heapglass: Writes the byte before a local array.
// expect: InvalidWrite line 9 size 1 in stack
// oracle: none memcheck does not bound local arrays

int main(void) {
  char buf[16];
  volatile int i = -1;
  buf[0] = 0;
  buf[i] = 'x';
  return buf[0];
}
