import { spanSeconds } from '@/lib/time';
import type { Definition, Estimate, Node, Settings, Span } from '@/generated/model';
import { groupsAround, ownSystem, systemOf } from './lookup';

/** What a job is assumed to take when nothing states it, in seconds. */
export const ASSUMED_SECONDS = 300;

/** Seconds of a span of the definition; what cannot be read counts as none. */
export function seconds(span: Span): number {
  return spanSeconds(span) ?? 0;
}

/** The duration that the deterministic plan uses, in seconds, as the core has it. */
export function plannedSeconds(estimate: Estimate): number {
  if ('fixed' in estimate) return seconds(estimate.fixed);
  if ('pert' in estimate) {
    const { low, mode, high } = estimate.pert;
    return (seconds(low) + 4 * seconds(mode) + seconds(high)) / 6;
  }
  if ('log_normal' in estimate) return seconds(estimate.log_normal.median);
  const sorted = estimate.empirical.map(seconds).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const known = new WeakMap<Estimate, number>();

/** The duration that 95 of 100 nights stay within, in seconds. */
export function p95Seconds(estimate: Estimate): number {
  const before = known.get(estimate);
  if (before !== undefined) return before;
  const value = workOutP95(estimate);
  known.set(estimate, value);
  return value;
}

function workOutP95(estimate: Estimate): number {
  if ('fixed' in estimate) return seconds(estimate.fixed);
  if ('log_normal' in estimate) return seconds(estimate.log_normal.median) * Math.exp(1.6449 * estimate.log_normal.sigma);
  if ('empirical' in estimate) {
    const sorted = estimate.empirical.map(seconds).sort((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil(sorted.length * 0.95) - 1)] ?? 0;
  }
  const low = seconds(estimate.pert.low);
  const mode = seconds(estimate.pert.mode);
  const high = seconds(estimate.pert.high);
  if (high <= low) return mode;
  const share = (mode - low) / (high - low);
  return low + (high - low) * betaQuantile(1 + 4 * share, 5 - 4 * share, 0.95);
}

/** The quantile of a beta distribution by summing its density over small steps; good to about a thousandth. */
function betaQuantile(a: number, b: number, probability: number): number {
  const steps = 400;
  const density = (x: number) => x ** (a - 1) * (1 - x) ** (b - 1);
  const sums: number[] = [0];
  for (let step = 0; step < steps; step += 1) sums.push((sums[step] ?? 0) + density((step + 0.5) / steps));
  const wanted = (sums[steps] ?? 0) * probability;
  const at = sums.findIndex((sum) => sum >= wanted);
  const before = sums[at - 1] ?? 0;
  return (at - 1 + (wanted - before) / ((sums[at] ?? 1) - before)) / steps;
}

/** The settings that apply to a node, the nearest first: its own, its groups', its system's, the workflow's. */
export function settingsChain(definition: Definition, node: Node): Settings[] {
  const system = systemOf(definition, ownSystem(definition, node));
  return [node.settings, ...groupsAround(definition, node).map((group) => group.settings), system?.defaults, definition.defaults]
    .filter((settings) => settings !== undefined);
}

/** The estimate of a node's duration, from the nearest level that states one; null when it is only assumed. */
export function estimateOf(definition: Definition, node: Node): Estimate | null {
  return settingsChain(definition, node).find((settings) => settings.duration !== undefined)?.duration ?? null;
}
