import { expect, it } from 'vitest';
import { formatBytes, formatNumber, formatPercent, formatSigned } from './number';

it('groups long numbers and leaves short ones alone', () => {
  expect(formatNumber(9999)).toBe('9999');
  expect(formatNumber(1234567)).toBe('1\u202f234\u202f567');
  expect(formatNumber(-12.345, 1)).toBe('\u221212.3');
  expect(formatNumber(-0.04, 1)).toBe('0.0');
  expect(formatNumber(Number.NaN)).toBe('–');
});

it('never rounds a probability to certainty', () => {
  expect(formatPercent(0.972)).toBe('97.2 %');
  expect(formatPercent(0.99999)).toBe('> 99.9 %');
  expect(formatPercent(0.00001)).toBe('< 0.1 %');
  expect(formatPercent(1)).toBe('100.0 %');
  expect(formatPercent(0, 0)).toBe('0 %');
});

it('signs every difference', () => {
  expect(formatSigned(7, String)).toBe('+7');
  expect(formatSigned(-7, String)).toBe('\u22127');
  expect(formatSigned(0, String)).toBe('±0');
});

it('counts bytes in decimal units', () => {
  expect(formatBytes(999)).toBe('999 B');
  expect(formatBytes(12_345)).toBe('12.3 kB');
  expect(formatBytes(2_000_000_000)).toBe('2.0 GB');
});
