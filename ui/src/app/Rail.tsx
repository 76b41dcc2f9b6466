import { Icon, IconButton, Tooltip } from '@/kit';
import { useText } from '@/lib/i18n';
import { go, PLACES, useNavigation } from '@/lib/navigation';
import { PLACE_INFO } from './places';
import { SettingsMenu } from './SettingsMenu';
import './Rail.css';

export function Rail({ onShortcuts }: { onShortcuts: () => void }) {
  const text = useText();
  const present = useNavigation((state) => state.location.place);
  return (
    <nav className="rail" aria-label={text('app.places')}>
      {PLACES.map((place, index) => (
        <Tooltip key={place} text={text('app.goTo', { place: text(`app.${place}`) })} keys={`Ctrl+${index + 1}`}>
          <button
            type="button"
            className="rail-place"
            aria-current={place === present ? 'page' : undefined}
            aria-keyshortcuts={`Ctrl+${index + 1}`}
            data-place={place}
            onClick={() => go(place)}
          >
            <Icon name={PLACE_INFO[place].icon} size={20} />
            <span>{text(`app.${place}`)}</span>
          </button>
        </Tooltip>
      ))}
      <div className="rail-gap" />
      <IconButton icon="keyboard" label={text('app.showShortcuts')} keys="?" onClick={onShortcuts} />
      <SettingsMenu />
    </nav>
  );
}
