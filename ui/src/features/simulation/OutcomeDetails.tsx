import type { MovedNode, ScenarioOutcome } from '@/generated/asks';
import { Delta, Icon } from '@/kit';
import { useText } from '@/lib/i18n';
import type { Names } from './names';
import { driverOf } from './picture';

const MOST = 20;

/** Why a scenario's night is another one: problems, its path, what moved and what that waits for now. */
export function OutcomeDetails({ outcome: { against_base: against, problems }, names }: { outcome: ScenarioOutcome; names: Names }) {
  const text = useText();
  const path = (ids: readonly string[]) => ids.map((id) => names.label(id)).join(', ');
  const withRow = (ids: readonly string[] = []) => ids.filter((id) => names.hasRow(id));
  const [joined, left] = [withRow(against?.joined_critical_path), withRow(against?.left_critical_path)];
  return (
    <>
      {problems.length > 0 && <ul className="scenario-problems">{problems.map(({ message, help }, index) => <li key={index}><Icon name="error" size={14} /> {message} {help}</li>)}</ul>}
      {against !== null && (
        <>
          {against.anomaly !== null && <p className="scenario-anomaly"><Icon name="warning" size={14} /> {against.anomaly}</p>}
          {joined.length > 0 && <p>{text('scenario.joined', { nodes: path(joined) })}</p>}
          {left.length > 0 && <p>{text('scenario.left', { nodes: path(left) })}</p>}
          {joined.length + left.length === 0 && <p>{text('scenario.samePath')}</p>}
          <Moved moved={against.moved.filter(({ node }) => names.hasRow(node))} names={names} />
        </>
      )}
    </>
  );
}

function Moved({ moved, names }: { moved: readonly MovedNode[]; names: Names }) {
  const text = useText();
  if (moved.length === 0) return <p>{text('scenario.movedNone')}</p>;
  return (
    <>
      <table className="scenario-moved">
        <caption>{text('scenario.movedCount', { count: moved.length })}</caption>
        <thead>
          <tr><th scope="col">{text('scenario.node')}</th><th scope="col">{text('chart.start')}</th><th scope="col">{text('chart.end')}</th><th scope="col">{text('scenario.movesWhy')}</th></tr>
        </thead>
        <tbody>
          {moved.slice(0, MOST).map((each) => (
            <tr key={each.node}>
              <th scope="row">{names.label(each.node)}</th>
              <td>{each.start_s === null ? text(each.after === null ? 'scenario.vanished' : 'scenario.appeared') : <Delta value={each.start_s} />}</td>
              <td>{each.finish_s === null ? '' : <Delta value={each.finish_s} />}</td>
              <td><DriverChange moved={each} names={names} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      {moved.length > MOST && <p>{text('scenario.movedMore', { count: moved.length - MOST })}</p>}
    </>
  );
}

function DriverChange({ moved: { before, after }, names }: { moved: MovedNode; names: Names }) {
  const text = useText();
  const was = before === null ? '' : driverOf(before, names, text);
  const now = after === null ? '' : driverOf(after, names, text);
  if (was === now || was === '' || now === '') return now === '' ? was : now;
  return text('scenario.wasNow', { before: was, after: now });
}
