/** A thread of kernels.mjs: is sent entries, answers with what is made of each. */
import { parentPort } from 'node:worker_threads';
import asc from 'assemblyscript/asc';
import binaryen from 'binaryen';
import { compileKernel } from './kernels.mjs';

parentPort.on('message', async (entry) => parentPort.postMessage(await compileKernel(entry, asc, binaryen)));
