import { IconButton, Menu } from '@/kit';
import { useText } from '@/lib/i18n';
import { advising } from './advisor/advice';
import { backtesting } from './calibration/calibration';
import { comparing } from './compare-store';
import type { NightView, NightViewProps } from './night-view';
import { bounding, tuning } from './tuning/tuning';

/** What can be taken away of a view, as it is now. */
export function ExportMenu({ night, exports }: { night: NightViewProps; exports: NonNullable<NightView['exports']> }) {
  const text = useText();
  useAnswers();
  return (
    <Menu items={exports(night, text)} align="end">
      {(button) => <IconButton icon="download" label={text('simulation.export')} {...button} />}
    </Menu>
  );
}

/** Answers that come while the view is shown can be taken away from then on. */
function useAnswers(): void {
  advising.use();
  backtesting.use();
  bounding.use();
  tuning.use();
  comparing.use();
}
