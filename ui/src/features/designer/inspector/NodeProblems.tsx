import type { Diagnostic } from '@/generated/model';
import { Button, Icon } from '@/kit';
import type { Designer } from '../designer';

/** What the checks say of this node, with the fixes. */
export function NodeProblems({ designer, problems }: { designer: Designer; problems: readonly Diagnostic[] }) {
  return (
    <ul className="node-problems">
      {problems.map((diagnostic, index) => (
        <li key={index}>
          <Icon name={diagnostic.severity} className={`tone-${diagnostic.severity}`} />
          <span><code>{diagnostic.code}</code> {diagnostic.message} {diagnostic.help}</span>
          {diagnostic.fix !== undefined && diagnostic.fix !== null && (
            <Button kind="quiet" icon="check" onClick={() => designer.applyFix(diagnostic)}>{diagnostic.fix.title}</Button>
          )}
        </li>
      ))}
    </ul>
  );
}
