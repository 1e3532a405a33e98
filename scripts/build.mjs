/** `npm run build`: `dist/` from `src/`, with what is installed. */
import { build } from './ensure.mjs';

await build();
