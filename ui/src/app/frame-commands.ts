import { useCommands, type Command } from '@/lib/commands';
import { language, useText } from '@/lib/i18n';
import { go, goBack, goForward, PLACES } from '@/lib/navigation';
import { theme, type Theme } from '@/lib/theme';
import { PLACE_INFO } from './places';

interface FrameActions {
  openPalette: () => void;
  openShortcuts: () => void;
}

/** The commands that work everywhere. */
export function useFrameCommands({ openPalette, openShortcuts }: FrameActions): void {
  const text = useText();
  const group = text('app.general');
  const places = PLACES.map((place, index): Command => ({
    id: `app.go.${place}`,
    title: text('app.goTo', { place: text(`app.${place}`) }),
    group: text('app.places'),
    keys: [`Ctrl+${index + 1}`],
    icon: PLACE_INFO[place].icon,
    also: place,
    run: () => go(place),
  }));
  const themes = ([['system', 'app.themeSystem'], ['light', 'app.themeLight'], ['dark', 'app.themeDark']] as const)
    .map(([each, key]): Command => themeCommand(each, `${text('app.theme')}: ${text(key)}`, group));
  useCommands([
    { id: 'app.palette', title: text('app.openPalette'), group, keys: ['Ctrl+K'], hidden: true, run: openPalette },
    { id: 'app.shortcuts', title: text('app.showShortcuts'), group, keys: ['?'], icon: 'keyboard', run: openShortcuts },
    { id: 'app.back', title: text('app.back'), group, keys: ['Alt+ArrowLeft'], icon: 'chevron-left', run: goBack },
    { id: 'app.forward', title: text('app.forward'), group, keys: ['Alt+ArrowRight'], icon: 'chevron-right', run: goForward },
    { id: 'app.language.en', title: 'Language: English', group, also: '语言 英文', run: () => language.set('en') },
    { id: 'app.language.zh', title: '语言：中文', group, also: 'language chinese', run: () => language.set('zh') },
    ...themes,
    ...places,
  ]);
}

function themeCommand(each: Theme, title: string, group: string): Command {
  return { id: `app.theme.${each}`, title, group, also: 'theme dark light 外观', run: () => theme.set(each) };
}
