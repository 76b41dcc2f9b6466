import { STATES, StateMark } from '@/kit';

export function StateSamples() {
  return (
    <div style={{ display: 'grid', gap: 4 }}>
      {STATES.map((state) => (
        <div key={state} style={{ display: 'flex', gap: 12 }}>
          <StateMark state={state} compact />
          <StateMark state={state} {...(state === 'running' ? { elapsed: 754 } : {})} />
        </div>
      ))}
      <StateMark state="succeeded" forced />
      <div style={{ display: 'flex', gap: 4 }}>
        {[1, 2, 3, 4, 5, 6, 7, 8].map((hue) => (
          <span key={hue} style={{ width: 24, height: 24, borderRadius: 4, background: `var(--system-${hue})` }} />
        ))}
      </div>
    </div>
  );
}
