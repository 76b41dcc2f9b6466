import { useMemo, useState } from 'react';
import { useAsk } from '@/backend';
import { inlined } from '@/document';
import type { ChangeDetail } from '@/generated/asks';
import { Badge, Button, Fill, Progress, useSlow } from '@/kit';
import { useText } from '@/lib/i18n';
import { go } from '@/lib/navigation';
import { formatDuration, formatInstant } from '@/lib/time';
import { Away } from './Away';
import { Cards } from './Cards';
import { Comparison } from './Comparison';
import { DecisionFoot } from './DecisionFoot';
import { Facts } from './Facts';
import { useNames } from './use-names';
import { useChangeNews, useNow } from './use-changes';
import { RISKS, shortHash, STATES } from './words';

/** One change on one screen: all that a decision needs, and the decision. */
export function Approval({ id }: { id: number }) {
  const text = useText();
  const { data, error, pending, refresh } = useAsk('change.show', { id });
  const slow = useSlow(pending && data === undefined);
  useChangeNews(refresh);
  const back = (
    <Fill slot="actions">
      <Button icon="chevron-left" keys="Escape" onClick={() => go('changes')}>{text('changes.backToQueue')}</Button>
    </Fill>
  );
  if (error) return <>{back}<Away problem={error} onThere={refresh} /></>;
  if (data === undefined) return <>{back}<div className="changes-notice">{slow && <Progress label={text('changes.asking')} value={null} />}</div></>;
  return <>{back}<ApprovalPage detail={data} onDecided={refresh} /></>;
}

export function ApprovalPage({ detail, onDecided }: { detail: ChangeDetail; onDecided: () => void }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [comment, setComment] = useState('');
  const whole = useMemo(() => inlined(detail.bundle.root, detail.bundle.definitions), [detail.bundle]);
  const name = useNames(detail.bundle, detail.base);
  const commentOn = (node: string) => setComment((old) => `${old}${old === '' || old.endsWith('\n') ? '' : '\n'}${name(node)}: `);
  return (
    <article className="approval" data-change={detail.change.id} data-state={detail.change.state}>
      <Header detail={detail} />
      <Cards detail={detail} whole={whole} name={name} onChoose={setChosen} />
      <div className="approval-body">
        <Comparison
          storageKey="approval" after={detail.bundle} before={detail.base} diff={detail.diff} chosen={chosen} onChoose={setChosen} name={name}
          onComment={detail.may.approve === null || detail.may.reject === null ? commentOn : undefined}
          foot={<Facts detail={detail} name={name} onChoose={setChosen} />}
        />
      </div>
      <DecisionFoot detail={detail} comment={comment} onComment={setComment} onDecided={onDecided} />
    </article>
  );
}

/** What is changed, by whom, why, and how much it risks. */
function Header({ detail }: { detail: ChangeDetail }) {
  const text = useText();
  const now = useNow();
  const { change, bundle } = detail;
  const zone = bundle.definitions[bundle.root]?.zone ?? 'UTC';
  const age = formatDuration(Math.max(0, now - change.submitted_at) / 1000);
  const when = formatInstant(change.submitted_at, zone);
  return (
    <header className="approval-head">
      <h1>
        <span className="approval-number">#{change.id}</span> {change.title}
        <Badge tone={STATES[change.state].tone}>{text(STATES[change.state].word)}</Badge>
        <Badge tone={RISKS[change.risk].tone}>{text('changes.riskOf', { risk: text(RISKS[change.risk].word) })}</Badge>
      </h1>
      <p className="approval-line">
        <strong>{change.workflow_name}</strong>
        <span>{text('changes.byWhom', { author: change.author, when, age })}</span>
        <span>
          {change.base_version === null ? text('changes.firstPublication') : text('changes.against', { version: change.base_version })}
          {change.base_hash !== null && <><code title={change.base_hash}>{shortHash(change.base_hash)}</code> →</>}
          <code title={change.hash} className="selectable">{shortHash(change.hash)}</code>
          {change.published_version !== null && ` ${text('changes.publishedAs', { version: change.published_version })}`}
        </span>
      </p>
      <p className="approval-why selectable">{change.why === '' ? text('changes.noWhy') : change.why}</p>
    </header>
  );
}
