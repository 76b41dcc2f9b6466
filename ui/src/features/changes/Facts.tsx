import type { ChangeDetail } from '@/generated/asks';
import { Badge, Icon, Panel } from '@/kit';
import { useText } from '@/lib/i18n';
import { formatInstant } from '@/lib/time';
import { VERDICTS } from './words';

interface FactsProps {
  detail: ChangeDetail;
  name: (node: string) => string;
  onChoose: (node: string) => void;
}

/** What the checks found in this very revision, and who has decided what so far. */
export function Facts({ detail, name, onChoose }: FactsProps) {
  const text = useText();
  const { diagnostics, change, bundle } = detail;
  const zone = bundle.definitions[bundle.root]?.zone ?? 'UTC';
  return (
    <>
      <Panel title={diagnostics.length === 0 ? text('changes.checksNone') : text('changes.checks', { count: diagnostics.length })} foldKey="changes.checks">
        {diagnostics.length === 0 && <p className="change-facts-none"><Icon name="check" size={14} /> {text('changes.checksClean')}</p>}
        <ul className="change-facts">
          {diagnostics.map((each, index) => (
            <li key={`${each.code} ${each.path} ${index}`} className={`change-fact-${each.severity}`}>
              <Icon name={each.severity} size={14} />
              <span className="selectable">
                <code>{each.code}</code> {each.node !== undefined && <button type="button" onClick={() => each.node !== undefined && onChoose(each.node)}>{name(each.node)}</button>} {each.message}
              </span>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={text('changes.decisionsSoFar', { count: change.decisions.length })} foldKey="changes.decisions">
        {change.decisions.length === 0 && <p className="change-facts-none">{text('changes.nobodyDecided')}</p>}
        <ul className="change-facts">
          {change.decisions.map((each) => (
            <li key={`${each.person} ${each.at}`}>
              <Icon name="person" size={14} />
              <span className="selectable">
                <strong>{each.person}</strong> <Badge tone={VERDICTS[each.verdict].tone}>{text(VERDICTS[each.verdict].word)}</Badge> <small>{formatInstant(each.at, zone)}</small>
                {each.comment !== '' && <q>{each.comment}</q>}
              </span>
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}
