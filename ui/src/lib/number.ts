/** Numbers as the screen shows them: a thin space between thousands, a real minus sign. */
const MINUS = '\u2212';
const THIN = '\u202f';

export function formatNumber(value: number, decimals = 0): string {
  if (!Number.isFinite(value)) return '–';
  const [whole = '0', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, THIN) : whole;
  const digits = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  const isZero = /^[0.]*$/.test(digits);
  return value < 0 && !isZero ? MINUS + digits : digits;
}

/** A share from 0 to 1 as `97.2 %`; never rounded up to 100 or down to 0 when it is neither. */
export function formatPercent(share: number, decimals = 1): string {
  if (!Number.isFinite(share)) return '–';
  const step = 10 ** -decimals;
  const percent = share * 100;
  if (share > 0 && share < 1) {
    if (percent >= 100 - step / 2) return `> ${(100 - step).toFixed(decimals)} %`;
    if (percent < step / 2) return `< ${step.toFixed(decimals)} %`;
  }
  return `${formatNumber(percent, decimals)} %`;
}

/** With its sign, always: `+7`, `−12`, `±0`. */
export function formatSigned(value: number, format: (magnitude: number) => string): string {
  if (value === 0) return `±${format(0)}`;
  return (value < 0 ? MINUS : '+') + format(Math.abs(value));
}

/** The sum; null when one of the two is not known or never comes. */
export function plus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

/** The difference; null when one of the two is not known or never comes. */
export function minus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high));
}

/** `12.3 kB` from bytes, decimal units. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let rest = bytes;
  let unit = 0;
  while (rest >= 1000 && unit < units.length - 1) {
    rest /= 1000;
    unit += 1;
  }
  return `${rest.toFixed(unit === 0 || rest >= 100 ? 0 : 1)} ${units[unit] ?? 'B'}`;
}
