import { describe, expect, it } from 'vitest';
import { fittedText, hatching, roughWidth, type Drawing } from './drawing';
import { drawingFigure, drawingSvg } from './drawing-svg';

const ink = (token: string) => `[${token}]`;

const DRAWING: Drawing = {
  width: 100, height: 50,
  shapes: [
    { kind: 'box', x: 1, y: 2, width: -3, height: 4, look: 'bar', tip: 'a < b' },
    { kind: 'text', at: [5, 6], text: '<script>alert("x")</script> & co', look: 'textStrong', anchor: 'end' },
    { kind: 'curve', points: [[0, 0], [1.005, 2]], look: 'curve' },
  ],
};

describe('a drawing as SVG', () => {
  it('escapes what people wrote, and never has a size below nothing', () => {
    const svg = drawingSvg(DRAWING, ink);
    expect(svg).not.toContain('<script>');
    expect(svg).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; co');
    expect(svg).toContain('<title>a &lt; b</title>');
    expect(svg).toContain('width="0"');
  });

  it('takes its colours from the theme that it is asked for', () => {
    expect(drawingSvg(DRAWING, ink)).toContain('fill="[accent]"');
    expect(drawingFigure(DRAWING, ink, 'x "y"')).toContain('aria-label="x &quot;y&quot;"');
  });

  it('is XML that can be read', () => {
    const read = new DOMParser().parseFromString(drawingSvg(DRAWING, ink), 'image/svg+xml');
    expect(read.querySelector('parsererror')).toBeNull();
    expect(read.querySelectorAll('rect, text, polyline')).toHaveLength(4);
  });
});

describe('hatching', () => {
  it('stays in its box', () => {
    for (const shape of hatching(10, 20, 30, 15)) {
      if (shape.kind !== 'line') throw new Error('a line was expected');
      for (const [x, y] of [shape.from, shape.to]) {
        expect(x).toBeGreaterThanOrEqual(10);
        expect(x).toBeLessThanOrEqual(40);
        expect(y).toBeGreaterThanOrEqual(20);
        expect(y).toBeLessThanOrEqual(35);
      }
    }
  });
});

describe('a long text', () => {
  it('keeps its beginning and its end', () => {
    const short = fittedText('core-day-end/post-accounts-of-segment-0012', 120);
    expect(short.startsWith('core-')).toBe(true);
    expect(short.endsWith('0012')).toBe(true);
    expect(roughWidth(short)).toBeLessThanOrEqual(120);
    expect(fittedText('short', 120)).toBe('short');
  });
});
