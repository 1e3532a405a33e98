/** What the kernel exports of _json. */
export { json_encoder_call } from './encoder.as';
export { json_scanner_call, json_scanstring } from './scanner.as';
export { json_encode_basestring, json_encode_basestring_ascii, json_scanner_call_slow } from './strings.as';
