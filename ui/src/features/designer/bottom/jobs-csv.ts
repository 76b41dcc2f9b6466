import { nodeOf, plannedSeconds, systemOf } from '@/document';
import type { Definition, Edit, Estimate, Node, Settings } from '@/generated/model';
import { toCsv } from '@/lib/download';
import { parseDayTime, parseDuration, formatDayTime, toSpan } from '@/lib/time';
import { withField, withSettings } from '../actions/node-fields';

export const CSV_COLUMNS = ['id', 'name', 'kind', 'system', 'parent', 'low', 'mode', 'high', 'fixed', 'priority', 'attempts', 'timeout', 'not_before', 'deadline', 'owner', 'command'] as const;
type CsvColumn = (typeof CSV_COLUMNS)[number];

/** All nodes as one table; what a node does not state itself is left empty. */
export function jobsToCsv(definition: Definition): string {
  return toCsv([CSV_COLUMNS, ...definition.nodes.map((node) => CSV_COLUMNS.map((column) => cell(node, column)))]);
}

export interface CsvReading {
  edits: Edit[];
  /** Rows that were not taken, each with its line and the reason. */
  refused: { line: number; reason: string }[];
}

/** Edits that make the nodes say what the table says. Columns that are absent change nothing; an empty cell takes the value away. */
export function jobsFromCsv(definition: Definition, text: string): CsvReading {
  const [head = [], ...rows] = parseCsv(text);
  const columns = head.map((name) => CSV_COLUMNS.find((column) => column === name.trim().toLowerCase()));
  const reading: CsvReading = { edits: [], refused: [] };
  const idAt = columns.indexOf('id');
  if (idAt < 0) return { edits: [], refused: [{ line: 1, reason: 'id' }] };
  rows.forEach((row, index) => {
    const id = row[idAt]?.trim() ?? '';
    if (id === '') return;
    const line = index + 2;
    let node = nodeOf(definition, id) ?? { id, kind: 'job' as const };
    const before = node;
    for (const [at, column] of columns.entries()) {
      if (column === undefined || column === 'id' || column === 'kind') continue;
      const next = withCell(definition, node, column, (row[at] ?? '').trim());
      if (next === null) {
        reading.refused.push({ line, reason: `${column}: ${row[at] ?? ''}` });
        return;
      }
      node = next;
    }
    if (node !== before && JSON.stringify(node) !== JSON.stringify(before)) reading.edits.push({ set_node: node });
  });
  return reading;
}

function cell(node: Node, column: CsvColumn): string | number | null {
  const settings: Settings = node.settings ?? {};
  const { duration } = settings;
  switch (column) {
    case 'id': return node.id;
    case 'name': return node.name ?? '';
    case 'kind': return node.kind;
    case 'system': return node.system ?? '';
    case 'parent': return node.parent ?? '';
    case 'low':
    case 'mode':
    case 'high': return duration !== undefined && 'pert' in duration ? duration.pert[column] : '';
    case 'fixed': return duration !== undefined && 'fixed' in duration ? duration.fixed : '';
    case 'priority': return settings.priority ?? '';
    case 'attempts': return settings.retry?.attempts ?? '';
    case 'timeout': return settings.timeout ?? '';
    case 'not_before': return node.not_before ?? '';
    case 'deadline': return node.deadline ?? '';
    case 'owner': return settings.owner ?? '';
    case 'command': return typeof node.work === 'object' && 'command' in node.work ? node.work.command.argv.join(' ') : '';
  }
}

/** The node with one cell's value; null when the value cannot be read. */
function withCell(definition: Definition, node: Node, column: CsvColumn, value: string): Node | null {
  if (String(cell(node, column) ?? '') === value) return node;
  switch (column) {
    case 'name': return withField(node, 'name', value === '' ? undefined : value);
    case 'system': return value !== '' && systemOf(definition, value) === undefined ? null : withField(node, 'system', value === '' ? undefined : value);
    case 'parent': return value !== '' && nodeOf(definition, value)?.kind !== 'group' ? null : withField(node, 'parent', value === '' ? undefined : value);
    case 'not_before':
    case 'deadline': return dayTimeCell(node, column, value);
    case 'owner': return withSettings(node, { owner: value === '' ? undefined : value });
    case 'timeout': return spanCell(value, (timeout) => withSettings(node, { timeout }));
    case 'priority': return wholeCell(value, (priority) => withSettings(node, { priority }));
    case 'attempts':
      return wholeCell(value, (attempts) => withSettings(node, { retry: attempts === undefined ? undefined : { ...node.settings?.retry, attempts } }));
    case 'low':
    case 'mode':
    case 'high': return spanCell(value, (span) => withEstimate(node, column, span));
    case 'fixed': return spanCell(value, (span) => (span === undefined ? node : withSettings(node, { duration: { fixed: span } })));
    default: return node;
  }
}

function withEstimate(node: Node, column: 'low' | 'mode' | 'high', span: string | undefined): Node {
  if (span === undefined) return node;
  const duration: Estimate | undefined = node.settings?.duration;
  const same = toSpan(duration === undefined ? 0 : plannedSeconds(duration));
  const points = duration !== undefined && 'pert' in duration ? duration.pert : { low: duration === undefined ? span : same, mode: duration === undefined ? span : same, high: duration === undefined ? span : same };
  return withSettings(node, { duration: { pert: { ...points, [column]: span } } });
}

function spanCell(value: string, put: (span: string | undefined) => Node): Node | null {
  if (value === '') return put(undefined);
  const seconds = parseDuration(value);
  return seconds === null ? null : put(toSpan(seconds));
}

function wholeCell(value: string, put: (number: number | undefined) => Node): Node | null {
  if (value === '') return put(undefined);
  const number = Number(value);
  return Number.isInteger(number) ? put(number) : null;
}

function dayTimeCell(node: Node, field: 'not_before' | 'deadline', value: string): Node | null {
  if (value === '') return withField(node, field, undefined);
  const seconds = parseDayTime(value);
  return seconds === null ? null : withField(node, field, formatDayTime(seconds));
}

/** Rows of cells of a CSV text (RFC 4180). */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/gy;
  const body = text.replace(/^\uFEFF/, '');
  while (pattern.lastIndex < body.length) {
    const match = pattern.exec(body);
    if (match === null) break;
    row.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push([...row, '']);
  return rows;
}
