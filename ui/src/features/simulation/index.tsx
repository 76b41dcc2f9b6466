import { useCurrentWorkflow } from '@/document';
import { Button, EmptyState } from '@/kit';
import { useText } from '@/lib/i18n';
import { go } from '@/lib/navigation';
import { NightPage } from './NightPage';
import './scenarios.css';
import './simulation.css';

/** Simulate: the night of the workflow in front, before it comes. */
export function Page() {
  const text = useText();
  const workflow = useCurrentWorkflow();
  if (workflow !== null) return <NightPage key={workflow.document} workflow={workflow} />;
  const open = <Button kind="primary" icon="design" onClick={() => go('design')}>{text('simulation.openDesign')}</Button>;
  return <EmptyState icon="simulate" line={text('simulation.empty')} action={open} />;
}
