import { useSession } from '@/backend';
import { Button, Icon, Menu, type MenuItem } from '@/kit';
import { useText } from '@/lib/i18n';
import { go } from '@/lib/navigation';

/** Who acts, and the switch to another person whose key is on this machine. */
export function PersonMenu() {
  const text = useText();
  const { person, people, onSwitch } = useSession();
  const items: MenuItem[] = people.map((each) => ({
    label: each.name,
    note: each.roles.join(', '),
    checked: each.id === person?.id,
    disabled: onSwitch === null,
    onSelect: () => onSwitch?.(each.id),
  }));
  if (people.length === 0) items.push({ kind: 'heading', label: text('app.noPeople') });
  items.push({ kind: 'line' }, { label: text('app.openPeople'), icon: 'person', onSelect: () => go('library', { section: 'people' }) });
  return (
    <Menu items={items} align="end">
      {(button) => (
        <Button kind="quiet" icon="person" aria-label={text('app.switchPerson')} {...button}>
          <span className="person-name">{person?.name ?? text('app.noPerson')}</span>
          <Icon name="chevron-down" size={12} />
        </Button>
      )}
    </Menu>
  );
}
