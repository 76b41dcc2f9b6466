import { describe, expect, it } from 'vitest';
import { ganttSvg } from './gantt-svg';
import { SvgContext } from './svg-context';

describe('a chart as a file', () => {
  const svg = ganttSvg({
    rows: [
      { id: 'a', label: 'Fees <1> & "more"', group: null, critical: true, bars: [{ start: 0, end: 600, look: 'hatched', colour: 'accent', whiskerTo: 700, slackTo: 900, label: '' }] },
      { id: 'b', label: 'Ledger', group: null, deadline: { at: 1200, missed: true, label: '' }, bars: [{ start: 600, end: 1200, look: 'solid', colour: 'accent', label: '' }] },
    ],
    groups: [], links: [{ from: 'a', to: 'b' }], marks: [{ at: 1500, label: 'promised', colour: 'bad' }],
    strips: [{ id: 'db', label: 'Sessions', capacity: [[0, 2]], use: [[0, 1]], waiting: [] }],
    formatTime: (time) => `t${time}`,
  });
  const drawn = new DOMParser().parseFromString(svg, 'image/svg+xml');

  it('is well-formed whatever the names hold, and every group is closed', () => {
    expect(drawn.querySelector('parsererror')).toBeNull();
    expect(svg.match(/<g /g)?.length).toBe(svg.match(/<\/g>/g)?.length);
  });

  it('says every row, resource, mark and time', () => {
    const words = [...drawn.querySelectorAll('text')].map((text) => text.textContent);
    for (const word of ['Fees <1> & "more"', 'Ledger', 'Sessions', 'promised', 't0']) expect(words).toContain(word);
  });
});

it('writes only what it was told to draw', () => {
  const svg = new SvgContext(null);
  svg.fillRect(1, 2, 3.14159, -4);
  svg.stroke();
  expect(svg.content()).toBe('<rect x="1" y="2" width="3.14" height="0" fill="#000"/>');
});
