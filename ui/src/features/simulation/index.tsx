import { EmptyState } from '@/kit';
import { useText } from '@/lib/i18n';

export function Page() {
  const text = useText();
  return <EmptyState icon="simulate" line={text('simulation.empty')} />;
}
