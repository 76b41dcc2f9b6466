import { describe, expect, it } from 'vitest';
import { applyEdits } from '@/document';
import type { Definition, Node } from '@/generated/model';
import { withBulk } from './BulkEdit';
import { jobsFromCsv, jobsToCsv, parseCsv } from './jobs-csv';
import { beginnings, linesOfPointers, nearestLine } from './json-places';

const job: Node = {
  id: 'a', kind: 'job', name: 'Post, "all" fees', system: 'core',
  settings: { duration: { pert: { low: '4m', mode: '7m', high: '15m' } }, priority: 3, retry: { attempts: 2, delay: '30s' } },
};
const definition: Definition = {
  format: 1, id: 'bank', name: 'Bank', zone: 'UTC', systems: [{ id: 'core', name: 'Core', colour: 1 }],
  nodes: [{ id: 'begin', kind: 'begin' }, job, { id: 'end', kind: 'end' }], edges: [],
};

describe('the table as CSV', () => {
  it('changes nothing when it comes back as it went', () => {
    expect(jobsFromCsv(definition, jobsToCsv(definition))).toEqual({ edits: [], refused: [] });
  });

  it('takes changed, emptied and new cells, and says which rows it cannot read', () => {
    const { edits, refused } = jobsFromCsv(definition, '\uFEFFid,name,priority,high,deadline\r\na,Fees,,20 min,05:00+1\nnew,New job,5,,\nend,,x,,\n');
    const next = applyEdits(definition, edits);
    expect(next.nodes[1]).toEqual({
      id: 'a', kind: 'job', name: 'Fees', system: 'core', deadline: '05:00+1',
      settings: { duration: { pert: { low: '4m', mode: '7m', high: '20m' } }, retry: { attempts: 2, delay: '30s' } },
    });
    expect(next.nodes[3]).toEqual({ id: 'new', kind: 'job', name: 'New job', settings: { priority: 5 } });
    expect(refused).toEqual([{ line: 4, reason: 'priority: x' }]);
  });

  it('refuses a system that there is not, and a table without identifiers', () => {
    expect(jobsFromCsv(definition, 'id,system\na,nowhere\n').refused).toHaveLength(1);
    expect(jobsFromCsv(definition, 'name\nx\n')).toEqual({ edits: [], refused: [{ line: 1, reason: 'id' }] });
  });

  it('reads quotes, commas and line ends inside cells', () => {
    expect(parseCsv('a,"b, ""c""\nd"\r\ne,')).toEqual([['a', 'b, "c"\nd'], ['e', '']]);
  });
});

describe('bulk edits', () => {
  it('scales durations and leaves out what has none', () => {
    expect(withBulk(job, 'durationPercent', '50')?.settings?.duration).toEqual({ pert: { low: '2m', mode: '3m30s', high: '7m30s' } });
    expect(withBulk({ id: 'x', kind: 'job' }, 'durationPercent', '50')).toBeNull();
  });

  it('takes a value away when the field is empty', () => {
    expect(withBulk(job, 'priority', '')?.settings).not.toHaveProperty('priority');
    expect(withBulk(job, 'system', '')).not.toHaveProperty('system');
  });
});

describe('places in the JSON', () => {
  const text = '{\n  "id": "a~b",\n  "nodes": [\n    {"id": "x"},\n    {\n      "id": "y",\n      "a/b": true\n    }\n  ]\n}\n';
  it('finds members, items and escaped names', () => {
    const lines = linesOfPointers(text, new Set(['/nodes/1', '/nodes/1/a~1b', '/nodes/0/id', '/id']));
    expect(Object.fromEntries(lines)).toEqual({ '/nodes/1': 5, '/nodes/1/a~1b': 7, '/nodes/0/id': 4, '/id': 2 });
  });

  it('finds the nearest place that is written for one that is not', () => {
    const pointer = '/nodes/1/settings/timeout';
    expect(nearestLine(linesOfPointers(text, new Set(beginnings(pointer))), pointer)).toBe(5);
  });

  it('goes as far as a broken text can be read', () => {
    const lines = linesOfPointers('{\n "a": 1,\n "b": [1,,\n', new Set(['/a', '/b/0', '/c']));
    expect([...lines.keys()]).toEqual(['/a', '/b/0']);
  });
});
