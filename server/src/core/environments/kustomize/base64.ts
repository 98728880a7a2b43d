import { utf8ToBytes } from '@noble/hashes/utils.js';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A text in base64, as the data of a Secret has it. kustomize breaks what is long into lines of 70. */
export function toBase64(text: string): string {
  const bytes = utf8ToBytes(text);
  let encoded = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const digit = (shift: number): string => DIGITS[(bits >> shift) & 63] ?? '';
    encoded +=
      digit(18) + digit(12) + (b === undefined ? '=' : digit(6)) + (c === undefined ? '=' : digit(0));
  }
  return encoded.length < 70 ? encoded : encoded.replace(/.{1,70}/g, '$&\n');
}
