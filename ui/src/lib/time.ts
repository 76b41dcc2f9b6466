/**
 * Times and durations as people at a bank say them. A *clock* is seconds from midnight that opens
 * the business date, in the workflow's zone: 05:00 on the next day is 104 400 s and reads `05:00+1`.
 */
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** What a time is that never comes: a night that does not end. */
const NEVER = '\u221e';

/** `6.3 s`, `45 s`, `2 min`, `2 min 05 s`, `1 h 05 min`, `1 d 02 h`. Minutes and more drop what does not matter. `∞` for null: it does not end. */
export function formatDuration(seconds: number | null): string {
  if (seconds === null) return NEVER;
  if (!Number.isFinite(seconds)) return '–';
  const sign = seconds < 0 ? '\u2212' : '';
  return sign + positiveDuration(Math.abs(seconds));
}

/** A difference, always with its sign and to a tenth of a second where it is short: `+12 min`, `−0.4 s`, `±0 s`. */
export function signedDuration(seconds: number): string {
  const told = Math.round(Math.abs(seconds) * 10) / 10;
  if (told === 0) return '±0 s';
  return (seconds < 0 ? '\u2212' : '+') + (told < 1 ? `${told} s` : positiveDuration(told));
}

function positiveDuration(exact: number): string {
  if (exact > 0 && exact < 1) return '< 1 s';
  const seconds = Math.round(exact);
  if (seconds < 10) return `${Math.round(exact * 10) / 10} s`;
  if (seconds < MINUTE) return `${seconds} s`;
  if (seconds < 10 * MINUTE) return joined(seconds, MINUTE, 'min', 's');
  const minutes = Math.round(exact / MINUTE);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return joined(minutes, 60, 'h', 'min', true);
  return joined(Math.round(exact / HOUR), 24, 'd', 'h');
}

function joined(total: number, size: number, big: string, small: string, always = false): string {
  const rest = total % size;
  const head = `${Math.floor(total / size)} ${big}`;
  return rest === 0 && !always ? head : `${head} ${pad(rest)} ${small}`;
}

/** Whole, for tooltips and for fields, where nothing may be lost: `1 h 5 min 12 s`, `250 ms`. */
export function formatExactDuration(seconds: number | null): string {
  if (seconds === null) return NEVER;
  const parts = exactParts(Math.abs(seconds)).map(([count, unit]) => `${count} ${unit === 'm' ? 'min' : unit}`);
  return (seconds < 0 ? '\u2212' : '') + (parts.join(' ') || '0 s');
}

/** As definitions write a length of time, a `Span`: `1h5m`, `90s` becomes `1m30s`. Never negative. */
export function toSpan(seconds: number): string {
  const parts = exactParts(Math.max(0, seconds)).map(([count, unit]) => `${count}${unit}`);
  return parts.join('') || '0s';
}

/** The seconds of a `Span` as definitions write it; null when it cannot be read. */
export function spanSeconds(span: string): number | null {
  return parseDuration(span);
}

function exactParts(seconds: number): [number, string][] {
  let rest = Math.round(seconds * 1000);
  const parts: [number, string][] = [];
  for (const [unit, size] of [['d', 1000 * DAY], ['h', 1000 * HOUR], ['m', 1000 * MINUTE]] as const) {
    if (rest >= size) parts.push([Math.floor(rest / size), unit]);
    rest %= size;
  }
  if (rest >= 1000) parts.push([rest / 1000, 's']);
  else if (rest > 0) parts.push([rest, 'ms']);
  return parts;
}

/**
 * Seconds from `1 h 05 min`, `90 min`, `1h5m`, `1.5s`, `250ms`, `2d` or `1:05:00`. A bare number has no unit
 * and gives `null`, as does anything else that cannot be read; only `0` needs no unit.
 */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim().toLowerCase();
  if (/^0+$/.test(trimmed)) return 0;
  const colons = /^(\d+):([0-5]\d):([0-5]\d)$/.exec(trimmed);
  if (colons) return Number(colons[1]) * HOUR + Number(colons[2]) * MINUTE + Number(colons[3]);
  const part = /(\d+(?:\.\d+)?)\s*(days?|d|天|hours?|h|小时|ms|毫秒|minutes?|min|m|分钟?|seconds?|sec|s|秒)\s*/gy;
  let seconds = 0;
  let end = 0;
  for (let match = part.exec(trimmed); match; match = part.exec(trimmed)) {
    seconds += Number(match[1]) * unitSeconds(match[2] ?? 's');
    end = part.lastIndex;
  }
  return end > 0 && end === trimmed.length ? Math.round(seconds * 1000) / 1000 : null;
}

function unitSeconds(unit: string): number {
  if (unit === 'ms' || unit === '毫秒') return 0.001;
  if (unit.startsWith('d') || unit === '天') return DAY;
  if (unit.startsWith('h') || unit === '小时') return HOUR;
  if (unit.startsWith('m') || unit.startsWith('分')) return MINUTE;
  return 1;
}

/** `21:30`, `05:00+1`, `23:10-1` from seconds since the business date's midnight; `∞` for null: it never comes. */
export function formatClock(seconds: number | null, withSeconds = false): string {
  if (seconds === null) return NEVER;
  if (!Number.isFinite(seconds)) return '–';
  const total = withSeconds ? Math.round(seconds) : Math.round(seconds / MINUTE) * MINUTE;
  const day = Math.floor(total / DAY);
  const rest = total - day * DAY;
  const clock = `${pad(Math.floor(rest / HOUR))}:${pad(Math.floor((rest % HOUR) / MINUTE))}`;
  return clock + (withSeconds ? `:${pad(rest % MINUTE)}` : '') + dayOffset(day);
}

/** As the file writes it, the day always said: `21:30+0`. */
export function formatDayTime(seconds: number): string {
  const clock = formatClock(seconds);
  return /[+-]/.test(clock) ? clock : `${clock}+0`;
}

/** Seconds from `HH:MM+D` (also `-D`); a bare `HH:MM` gives `null`, since it does not say the day. */
export function parseDayTime(text: string): number | null {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)([+-]\d{1,2})$/.exec(text.trim().replace('\u2212', '-'));
  if (!match) return null;
  return Number(match[3]) * DAY + Number(match[1]) * HOUR + Number(match[2]) * MINUTE;
}

/** Whether the text is a time that only lacks its day, so that the field can say so. */
export function lacksDay(text: string): boolean {
  return /^([01]?\d|2[0-3]):[0-5]\d$/.test(text.trim());
}

/**
 * The clock of an instant (milliseconds since 1970) for a business date `YYYY-MM-DD` in a zone,
 * in seconds since that date's midnight as a wall clock counts, so that it reads right across a clock change.
 */
export function clockOfInstant(epochMillis: number, businessDate: string, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit',
    hour: '2-digit', minute: '2-digit', second: '2-digit',
  }).formatToParts(epochMillis);
  const read = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  const wall = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second'));
  return (wall - Date.parse(`${businessDate}T00:00:00Z`)) / 1000;
}

/** The zone that this machine's clock shows, for times that belong to no workflow. */
export function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** `2026-11-22 21:30` in a zone, for logs, audit entries and revisions. */
export function formatInstant(epochMillis: number, zone: string, withSeconds = false): string {
  const date = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone, dateStyle: 'short', timeStyle: withSeconds ? 'medium' : 'short',
  });
  return date.format(epochMillis);
}

function dayOffset(day: number): string {
  if (day === 0) return '';
  return day > 0 ? `+${day}` : `${day}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
