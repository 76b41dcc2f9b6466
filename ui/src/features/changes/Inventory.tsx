import { ownSystem } from '@/document';
import type { Bundle, Definition } from '@/generated/model';
import { useText } from '@/lib/i18n';

/** What a first publication brings: there is nothing to compare with, so it is listed. */
export function Inventory({ definition, bundle }: { definition: Definition; bundle: Bundle }) {
  const text = useText();
  const root = bundle.definitions[bundle.root];
  const jobs = definition.nodes.filter(({ kind }) => kind === 'job');
  const perSystem = (definition.systems ?? []).map((system) => ({
    system, count: jobs.filter((job) => ownSystem(definition, job) === system.id).length,
  }));
  const deadlines = definition.nodes.filter(({ deadline }) => deadline !== undefined);
  const facts: [string, string][] = [
    [text('changes.nodes'), text('changes.nodesOf', { nodes: definition.nodes.length, jobs: jobs.length, edges: definition.edges.length })],
    [text('changes.files'), Object.keys(bundle.definitions).join(', ')],
    [text('changes.triggers'), (root?.triggers ?? []).map((trigger) => `${trigger.id} ${'time' in trigger.on ? trigger.on.time : JSON.stringify(trigger.on)}`).join(', ')],
    [text('changes.pools'), (root?.pools ?? []).map((pool) => `${pool.name} ${pool.capacity}`).join(', ')],
    [text('changes.deadline'), [root?.deadline ?? '', ...deadlines.map((node) => `${node.name ?? node.id} ${node.deadline ?? ''}`)].filter((each) => each !== '').join(', ')],
  ];
  return (
    <div className="inventory">
      <h3>{text('changes.inventory')}</h3>
      <dl>
        {facts.map(([name, value]) => value !== '' && <div key={name}><dt>{name}</dt><dd className="selectable">{value}</dd></div>)}
      </dl>
      <h3>{text('changes.jobsBySystem')}</h3>
      <ul>
        {perSystem.map(({ system, count }) => (
          <li key={system.id}><i style={{ background: `var(--system-${system.colour})` }} />{system.name}<span>{count}</span></li>
        ))}
      </ul>
    </div>
  );
}
