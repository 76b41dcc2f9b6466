import { useMemo, useState } from 'react';
import { SplitPane, TextField } from '@/kit';
import { useText } from '@/lib/i18n';
import { matchScore } from '@/lib/match';
import type { NightViewProps } from '../night-view';
import { originWords } from './jobs';
import { JobsTable } from './JobsTable';
import { ResourceTable } from './ResourceTable';
import { Tornado } from './Tornado';
import './jobs.css';

/** What moves the window: the tornado, the resources that hold it up, and every job in figures. */
export function JobsView({ forecast, jobs, names, selected, onSelect }: NightViewProps) {
  const text = useText();
  const [filter, setFilter] = useState('');
  const shown = useMemo(
    () => (filter.trim() === '' ? jobs : jobs.filter((job) =>
      matchScore(filter, `${job.label} ${job.id} ${job.system} ${originWords(job.origin, names, text)} ${job.driver}`) > 0)),
    [jobs, filter, names, text]);
  return (
    <SplitPane storageKey="simulation.tornado" split="rows" sized="first" initial={300} min={120} max={900}>
      <div className="jobs-pictures">
        <section>
          <h3>{text('outcome.tornado')} <small>{text('outcome.tornadoNote')}</small></h3>
          {forecast === null ? <p className="outcome-note">{text('simulation.noForecast')}</p> : <Tornado jobs={jobs} selected={selected} onSelect={onSelect} />}
        </section>
        <section className="jobs-resources">
          {forecast !== null && <ResourceTable resources={forecast.resources} names={names} />}
        </section>
      </div>
      <div className="jobs-list">
        <div className="jobs-filter">
          <TextField label={text('outcome.filter')} value={filter} onChange={setFilter} live placeholder={text('outcome.filterHint')} />
          <span className="soft" role="status">{text('outcome.shown', { shown: shown.length, total: jobs.length })}</span>
        </div>
        <JobsTable jobs={shown} names={names} selected={selected} onSelect={onSelect} />
      </div>
    </SplitPane>
  );
}
