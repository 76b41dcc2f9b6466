import { describe, expect, it } from 'vitest';
import {
  clockOfInstant, formatClock, formatDayTime, formatDuration, formatExactDuration, formatInstant, lacksDay,
  parseDayTime, parseDuration, signedDuration, spanSeconds, toSpan,
} from './time';

describe('durations', () => {
  it.each([
    [0, '0 s'], [0.4, '< 1 s'], [6.32, '6.3 s'], [9.96, '10 s'], [45, '45 s'], [60, '1 min'], [125, '2 min 05 s'], [600, '10 min'], [3599, '1 h 00 min'], [3600, '1 h 00 min'],
    [3900, '1 h 05 min'], [22_320, '6 h 12 min'], [200_000, '2 d 08 h'], [-720, '\u221212 min'], [Number.NaN, '–'],
  ])('shows %d s as %s', (seconds, shown) => {
    expect(formatDuration(seconds)).toBe(shown);
  });

  it.each([
    ['1 h 05 min', 3900], ['1h5m', 3900], ['90 min', 5400], ['1.5h', 5400], ['45s', 45], ['2d', 172_800], ['250ms', 0.25], ['1.5s', 1.5],
    ['1:05:00', 3900], ['0', 0], ['2小时5分钟', 7500], ['90', null], ['soon', null], ['', null], ['5 min x', null],
  ])('reads %s', (typed, seconds) => {
    expect(parseDuration(typed)).toBe(seconds);
  });

  it.each([
    [0, '±0 s'], [-0.04, '±0 s'], [0.4, '+0.4 s'], [-0.4, '\u22120.4 s'], [6.32, '+6.3 s'], [-90, '\u22121 min 30 s'], [720, '+12 min'],
  ])('shows a difference of %d s as %s', (seconds, shown) => {
    expect(signedDuration(seconds)).toBe(shown);
  });

  it('has a sign for what never comes', () => {
    expect([formatDuration(null), formatExactDuration(null), formatClock(null)]).toEqual(['∞', '∞', '∞']);
  });

  it('reads back whatever it writes, exactly', () => {
    for (const seconds of [0, 0.25, 1, 1.5, 59, 60, 61.001, 3600, 3905, 86_400, 90_061]) {
      expect(spanSeconds(toSpan(seconds))).toBe(seconds);
      expect(parseDuration(formatExactDuration(seconds))).toBe(seconds);
    }
    expect(toSpan(90)).toBe('1m30s');
  });
});

describe('clocks', () => {
  it.each([[77_400, '21:30'], [104_400, '05:00+1'], [-3000, '23:10-1'], [86_399.9, '00:00+1']])('shows %d s as %s', (seconds, shown) => {
    expect(formatClock(seconds)).toBe(shown);
  });

  it('always says the day as the file does', () => {
    expect(formatDayTime(77_400)).toBe('21:30+0');
    expect(parseDayTime('05:00+1')).toBe(104_400);
    expect(parseDayTime('23:10-1')).toBe(-3000);
    expect(parseDayTime('05:00')).toBeNull();
    expect(parseDayTime('25:00+0')).toBeNull();
    expect(lacksDay('05:00')).toBe(true);
    expect(lacksDay('05:00+1')).toBe(false);
  });

  it('counts an instant from the business date in its zone', () => {
    const instant = Date.UTC(2026, 10, 22, 21, 0, 0);
    expect(formatClock(clockOfInstant(instant, '2026-11-22', 'Asia/Shanghai'))).toBe('05:00+1');
    expect(formatInstant(instant, 'Asia/Shanghai')).toBe('2026-11-23 05:00');
  });
});
