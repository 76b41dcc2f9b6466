import { useText } from '@/lib/i18n';
import { orNone } from '../actions/node-fields';
import { MapEditor } from './ListEditor';
import { originWords, type Level } from './setting-fields';

/** The environment of commands: what is stated here, and beneath it what comes from further out, name by name. */
export function EnvironmentFields({ level }: { level: Level }) {
  const text = useText();
  const stated = level.stated.environment ?? {};
  const inherited = Object.entries(level.resolved?.environment ?? {}).flatMap(([name, from]) =>
    from === undefined || name in stated || from.origin === 'node' ? [] : [{ name, value: from.value, origin: originWords(from.origin, text) }]);
  return (
    <>
      <MapEditor
        label={text('designer.environment')}
        value={stated}
        onChange={(environment) => level.put({ environment: orNone(environment) })}
      />
      {inherited.map(({ name, value, origin }) => (
        <p key={name} className="inspector-hint"><code>{name}={value}</code> {origin}</p>
      ))}
    </>
  );
}
