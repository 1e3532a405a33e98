/** The program's bytes for a checker whose program has paged memory: every access is translated (process/vm). */
export { copy, fill, loadWord, storeWord, touch } from '../program-bytes.as';
