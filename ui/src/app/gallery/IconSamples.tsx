import { Icon } from '@/kit';
import { ICON_NAMES } from '@/lib/icon-names';

export function IconSamples() {
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, 88px)', gap: 8 }}>
      {ICON_NAMES.map((name) => (
        <div key={name} style={{ display: 'grid', justifyItems: 'center', gap: 4, fontSize: 11 }}>
          <Icon name={name} size={20} />
          {name}
        </div>
      ))}
    </div>
  );
}
