import type { Diagnostic } from '@/generated/model';
import { Button, EmptyState, Icon } from '@/kit';
import { useText } from '@/lib/i18n';
import type { Designer } from '../designer';

const SHOWN = 500;
const ORDER = ['error', 'warning', 'hint'];

/** Everything the checks say, the worst first: what is wrong, where, and the button that puts it right. */
export function Problems({ designer }: { designer: Designer }) {
  const text = useText();
  const { diagnostics, obstacle } = designer.workflow.use((state) => state.assessment);
  const sorted = [...diagnostics].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || a.code.localeCompare(b.code));
  if (sorted.length === 0 && obstacle === null) return <EmptyState icon="check" line={text('designer.noProblems')} />;
  return (
    <ul className="problems">
      {obstacle !== null && <li className="problem"><Icon name="info" className="tone-hint" /><span className="problem-message">{obstacle}</span></li>}
      {sorted.slice(0, SHOWN).map((diagnostic, index) => (
        <Problem key={`${diagnostic.code} ${diagnostic.path} ${index}`} diagnostic={diagnostic} designer={designer} />
      ))}
      {sorted.length > SHOWN && <li className="problem-more">{text('designer.moreProblems', { count: sorted.length - SHOWN })}</li>}
    </ul>
  );
}

function Problem({ diagnostic, designer }: { diagnostic: Diagnostic; designer: Designer }) {
  const text = useText();
  const { code, severity, node, message, help, fix, related, place } = diagnostic;
  const file = fileOf(diagnostic);
  const concerned = [...(node === undefined || node === null ? [] : [node]), ...(related ?? []).filter((id) => id !== node)];
  const go = () => {
    if (concerned.length > 0) designer.choose(concerned, true);
  };
  return (
    <li className="problem" data-code={code}>
      <Icon name={severity} className={`tone-${severity}`} label={text(`designer.severity_${severity}`)} />
      <code className="problem-code">{code}</code>
      <button type="button" className="problem-message" onClick={go} disabled={concerned.length === 0} title={help ?? ''}>
        {message}
        {place !== undefined && place !== null && <span className="problem-place"> {place.file}:{place.line}:{place.column}</span>}
        {help !== undefined && help !== null && <span className="problem-help"> {help}</span>}
      </button>
      {file !== null && (
        <Button kind="quiet" icon="subflow" onClick={() => void designer.openSubflow(file)}>{text('designer.openItsFile', { file })}</Button>
      )}
      {file === null && fix !== undefined && fix !== null && (
        <Button
          kind="quiet"
          icon="check"
          className="problem-fix"
          tip={text(fix.safety === 'safe' ? 'designer.fixSafe' : 'designer.fixConfirm')}
          onClick={() => designer.applyFix(diagnostic)}
        >
          {fix.title}
        </Button>
      )}
    </li>
  );
}

/** The subflow's file that a problem lies in; null for the file in front. Its fix is for that file, by its own identifiers. */
function fileOf({ path }: Diagnostic): string | null {
  const hash = path.indexOf('#');
  return hash < 0 ? null : path.slice(0, hash);
}
