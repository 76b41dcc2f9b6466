import type { JobState, RunAction, RunDetail, RunNode } from '@/generated/asks';
import type { IconName } from '@/lib/icon-names';
import type { TextKey } from '@/lib/i18n';

/** One thing an operator can do to nodes of a run. */
export interface NodeAction {
  action: RunAction;
  title: TextKey;
  /** What it means, before it is done. */
  help: TextKey;
  icon: IconName;
  /** Ends or overrides work: shown as dangerous. */
  danger: boolean;
  fits: (node: RunNode, kind: string) => boolean;
}

const ended: readonly JobState[] = ['succeeded', 'failed', 'skipped', 'cancelled'];
const before: readonly JobState[] = ['waiting', 'queued'];
const isEnded = (node: RunNode) => ended.includes(node.state);
const isUnderWay = (node: RunNode) => node.state === 'running' || node.state === 'starting';

export const NODE_ACTIONS: readonly NodeAction[] = [
  { action: 'confirm', title: 'monitor.confirm', help: 'monitor.confirmHelp', icon: 'confirm', danger: false, fits: (node, kind) => kind === 'confirm' && isUnderWay(node) },
  { action: 'hold', title: 'monitor.hold', help: 'monitor.holdHelp', icon: 'held', danger: false, fits: (node) => before.includes(node.state) && !node.held },
  { action: 'release', title: 'monitor.release', help: 'monitor.releaseHelp', icon: 'play', danger: false, fits: (node) => node.held || node.state === 'held' },
  { action: 'run_now', title: 'monitor.runNow', help: 'monitor.runNowHelp', icon: 'running', danger: true, fits: (node) => before.includes(node.state) || node.state === 'held' },
  { action: 'skip', title: 'monitor.skip', help: 'monitor.skipHelp', icon: 'skipped', danger: true, fits: (node) => !isUnderWay(node) && node.state !== 'succeeded' && node.state !== 'skipped' },
  { action: 'rerun', title: 'monitor.rerun', help: 'monitor.rerunHelp', icon: 'retry', danger: false, fits: (node) => isEnded(node) || node.state === 'unknown' },
  { action: 'rerun_from', title: 'monitor.rerunFrom', help: 'monitor.rerunFromHelp', icon: 'retry', danger: true, fits: (node) => isEnded(node) || node.state === 'unknown' },
  { action: 'force_success', title: 'monitor.forceSuccess', help: 'monitor.forceSuccessHelp', icon: 'forced', danger: true, fits: (node) => !isUnderWay(node) && node.state !== 'succeeded' },
  { action: 'force_failure', title: 'monitor.forceFailure', help: 'monitor.forceFailureHelp', icon: 'failed', danger: true, fits: (node) => !isUnderWay(node) && node.state !== 'failed' },
  { action: 'kill', title: 'monitor.kill', help: 'monitor.killHelp', icon: 'cancelled', danger: true, fits: (node) => isUnderWay(node) },
];

/** The nodes of the selection to which each action applies; actions that apply to none are left out. */
export function offered(detail: RunDetail, chosen: ReadonlySet<string>, kinds: ReadonlyMap<string, string>): { action: NodeAction; nodes: string[] }[] {
  const nodes = detail.nodes.filter((node) => chosen.has(node.node));
  return NODE_ACTIONS.flatMap((action) => {
    const fitting = nodes.filter((node) => action.fits(node, kinds.get(node.node) ?? 'job')).map((node) => node.node);
    return fitting.length === 0 ? [] : [{ action, nodes: fitting }];
  });
}
