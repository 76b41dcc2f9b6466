import { IconButton, Menu, type MenuItem } from '@/kit';
import { language, LANGUAGES, useText } from '@/lib/i18n';
import { useValue } from '@/lib/store';
import { theme, type Theme } from '@/lib/theme';

const THEME_KEYS = { system: 'app.themeSystem', light: 'app.themeLight', dark: 'app.themeDark' } as const;
const LANGUAGE_KEYS = { en: 'app.languageEn', zh: 'app.languageZh' } as const;

export function SettingsMenu() {
  const text = useText();
  const chosenTheme = useValue(theme);
  const chosenLanguage = useValue(language);
  const items: MenuItem[] = [
    { kind: 'heading', label: text('app.language') },
    ...LANGUAGES.map((each) => ({
      label: text(LANGUAGE_KEYS[each]),
      checked: each === chosenLanguage,
      onSelect: () => language.set(each),
    })),
    { kind: 'line' },
    { kind: 'heading', label: text('app.theme') },
    ...(['system', 'light', 'dark'] satisfies Theme[]).map((each) => ({
      label: text(THEME_KEYS[each]),
      checked: each === chosenTheme,
      onSelect: () => theme.set(each),
    })),
  ];
  return (
    <Menu items={items}>
      {(button) => <IconButton icon="settings" label={text('app.settings')} {...button} />}
    </Menu>
  );
}
