// heapglass: Writes the element after a global array.
// expect: InvalidWrite line 10 size 4 in global variable table
// oracle: none memcheck does not bound global arrays

int table[10];
int neighbour[10];

int main(void) {
  volatile int n = 10;
  table[n] = 1;
  return neighbour[0] == 99;
}
