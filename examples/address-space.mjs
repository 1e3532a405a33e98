/**
 * Two processes on 256 KiB of memory: a fork shares pages until one side writes, and what does not fit goes to swap.
 *
 *     node examples/address-space.mjs
 */
import { AddressSpace, mapsText, MemoryFile, PAGE, PhysicalMemory, READ, walkPageTable, WRITE } from 'heapglass/vm';

const physical = new PhysicalMemory({
  size: 256 << 10,
  swap: { file: new MemoryFile(), limit: 1 << 20 },
});
const parent = new AddressSpace(physical, { heapStart: 0x10_0000 });

parent.moveBreak(0x10_0000 + 40 * PAGE);
for (let i = 0; i < 40; i++) parent.write(0x10_0000 + i * PAGE, Uint8Array.of(i));

const child = parent.fork();
child.write(0x10_0000, Uint8Array.of(200));
child.map({ address: 0x4000_0000, length: 100 * PAGE, protection: READ | WRITE, name: '[buffer]' });
for (let i = 0; i < 100; i++) child.write(0x4000_0000 + i * PAGE, Uint8Array.of(1));

const byte = new Uint8Array(1);
const read = (space, address) => (space.read(address, byte), byte[0]);
console.log(`parent has ${read(parent, 0x10_0000)}, child has ${read(child, 0x10_0000)}; both have ${read(child, 0x10_1000)} behind it`);
console.log(`a page that nobody mapped: ${child.read(0x9000_0000, byte) === undefined ? 'read' : 'fault'}`);

console.log(`\nThe child's areas:\n${mapsText(child)}`);
console.log('The way to 0x40063000 in the child:');
for (const { level, tableName, index, frame, bits } of walkPageTable(child, 0x4006_3000).steps)
  console.log(`  level ${level} ${tableName}[${index}] -> frame ${frame}: ${bits.join(' ')}`);
console.log(`\nswap: ${physical.swap.pagesOut > 50 ? 'more than 50' : 'few'} pages were written`);
