// Generated from the Rust types by `make gen`. Do not edit.

/**
 * A DAG run on an Airflow connection.
 */
export type AirflowRun = { connection: string, dag: string, conf?: { [key in string]: string }, };

/**
 * When what a wait waits for comes, by the clock: three points, sampled from the PERT distribution.
 */
export type Arrival = { earliest: DayTime, usual: DayTime, latest: DayTime, };

/**
 * One way out of a decision. The first branch whose condition holds is taken.
 */
export type Branch = { name: string,
/**
 * An expression over parameters, the day, and exit codes and outputs of earlier jobs; absent means otherwise.
 */
when?: string,
/**
 * How often it is taken, from 0 to 1, for forecasts that cannot decide the condition.
 */
probability?: number, };

/**
 * Files by their path relative to the root definition's folder, with `/` between parts.
 */
export type Bundle = {
/**
 * The key of the root definition in `definitions`.
 */
root: string, definitions: { [key in string]: Definition }, calendars: { [key in string]: Calendar }, };

/**
 * A calendar file, `NAME.calendar.json`.
 */
export type Calendar = {
/**
 * The version of the file format; 1.
 */
format: number, id: CalendarId, name: string,
/**
 * Where the facts come from.
 */
source?: string,
/**
 * The first and last date for which holidays are known; outside nothing is planned.
 */
covers: Coverage,
/**
 * Days of the week that are not worked unless a make-up day says so.
 */
weekend: Array<Weekday>,
/**
 * Days not worked, with the reason.
 */
holidays: { [key in string]: string },
/**
 * Days worked although they fall on a weekend, with the reason.
 */
working_days?: { [key in string]: string }, };

/**
 * A business calendar.
 */
export type CalendarId = string;

/**
 * A time of day alone, `22:00`, for hours that recur every day.
 */
export type ClockTime = string;

/**
 * A program with its arguments, started without a shell.
 */
export type Command = {
/**
 * The program and its arguments; `${…}` is filled in at start time.
 */
argv: Array<string>,
/**
 * Hand `argv` joined by spaces to `/bin/sh -c`.
 */
shell?: boolean,
/**
 * Exit codes that mean success; 0 when empty.
 */
success?: Array<number>,
/**
 * Exit codes that mean success with a warning.
 */
warning?: Array<number>,
/**
 * SHA-256 of the program (its first file argument when the program is an interpreter), checked before the start; 64 hex digits.
 */
sha256?: string, };

/**
 * A gate that a person opens. Its `duration` setting is the typical delay.
 */
export type Confirm = {
/**
 * What the person is asked.
 */
prompt: string,
/**
 * Who may confirm: a role's name; any operator when absent.
 */
role?: string, };

/**
 * The dates, both included, for which a calendar's facts are complete.
 */
export type Coverage = { from: string, to: string, };

/**
 * A job that repeats within one run.
 */
export type Cycle = {
/**
 * How often at the most.
 */
times: number, every: Span,
/**
 * Whether `every` counts from the start or the end of the time before.
 */
from: CycleFrom,
/**
 * Stops early when this expression holds after a time.
 */
until?: string,
/**
 * How likely `until` holds after a time, from 0 to 1, for forecasts; without it they repeat as often as may be.
 */
stops?: number, };

export type CycleFrom = "start" | "end";

/**
 * The class of a business date; durations and inclusion depend on it. A date has the last class of this list that fits.
 */
export type DayClass = "normal" | "after-holiday" | "month-end" | "quarter-end" | "year-end";

/**
 * One way to choose dates.
 */
export type DayRule = "every_day" | "business_days" | "days_off" | { "weekdays": Array<Weekday> } | { "month_days": Array<number> } | { "business_days_of_month": Array<number> } | { "classes": Array<DayClass> } | { "dates": Array<string> };

/**
 * A time of day on a day counted from the business date: `21:30+0`, `05:00+1`.
 *
 * A bare `05:00` is read with no day, so that a check can refuse it with a fix; nothing ever guesses which day is meant.
 */
export type DayTime = string;

/**
 * Which dates: those that any of `on` chooses and none of `except` does, moved by `roll` when they are no business days.
 */
export type Days = {
/**
 * A calendar file, relative to the definition; the workflow's own when absent.
 */
calendar?: string, on: Array<DayRule>, except?: Array<DayRule>, roll?: Roll, };

/**
 * One definition, `NAME.workflow.json`.
 */
export type Definition = {
/**
 * Where editors find the schema; no part of the content hash.
 */
$schema?: string,
/**
 * The version of the file format; 1.
 */
format: number, id: WorkflowId, name: string, description?: string,
/**
 * The time zone of every time in the file, by its IANA name.
 */
zone: string,
/**
 * The business calendar's file, relative to this one; without it every day is a business day.
 */
calendar?: string,
/**
 * Parameters and their defaults; a run may set others.
 */
parameters?: { [key in string]: string },
/**
 * Names of secrets that jobs refer to; their values are never in a file.
 */
secrets?: Array<string>,
/**
 * When End is promised.
 */
deadline?: DayTime, triggers?: Array<Trigger>,
/**
 * How much whole nights differ: a factor shared by all work, that of subflows included.
 */
slow_night?: SlowNight,
/**
 * What every node inherits.
 */
defaults?: Settings,
/**
 * The systems, in the order of their lanes.
 */
systems?: Array<System>, pools?: Array<Pool>, locks?: Array<Lock>, nodes: Array<Node>, edges: Array<Edge>, };

/**
 * One problem, its place, and what can be done.
 */
export type Diagnostic = {
/**
 * The rule's code: `G003`. Problems of the file itself are `F001` and so on.
 */
code: string, severity: Severity,
/**
 * The node it is about, if it is about one.
 */
node?: NodeId,
/**
 * The place in the definition as a JSON pointer (RFC 6901): `/nodes/3/settings/timeout`.
 */
path: string,
/**
 * One sentence that says what is wrong and why it matters.
 */
message: string,
/**
 * What to do.
 */
help?: string, fix?: Fix,
/**
 * Other nodes concerned, in order: the nodes of a cycle.
 */
related: Array<NodeId>,
/**
 * The place in the text, when the text itself is broken.
 */
place?: Place, };

/**
 * A dependency.
 */
export type Edge = { from: NodeId, to: NodeId, on?: Outcome,
/**
 * The branch of a decision that this edge belongs to.
 */
branch?: string,
/**
 * How long after the outcome the edge is satisfied.
 */
lag?: Span, };

/**
 * One change. Applied in order; each is total: an edit that finds nothing to change changes nothing.
 */
export type Edit = { "set_node": Node } | { "insert_node": { node: Node, before: NodeId, } } | { "remove_node": NodeId } | { "rename_node": { from: NodeId, to: NodeId, } } | { "add_edge": Edge } | { "insert_edge": { edge: Edge, at: number, } } | { "remove_edge": Edge } | { "set_system": System } | { "remove_system": SystemId } | { "set_pool": Pool } | { "remove_pool": PoolId } | { "set_lock": Lock } | { "remove_lock": LockId } | { "set_triggers": Array<Trigger> } | { "set_header": Header } | { "set_definition": Definition };

/**
 * A distribution of the time that work takes.
 */
export type Estimate = { "fixed": Span } | { "pert": { low: Span, mode: Span, high: Span, } } | { "log_normal": { median: Span, sigma: number, } } | { "empirical": Array<Span> };

/**
 * A change that removes the problem.
 */
export type Fix = {
/**
 * The words on the button.
 */
title: string, safety: Safety, edits: Array<Edit>, };

/**
 * Everything of a definition that is neither node, edge, system, pool, lock nor trigger.
 */
export type Header = { id: WorkflowId, name: string, description?: string, zone: string, calendar?: string, parameters: { [key in string]: string }, secrets: Array<string>, deadline?: DayTime, slow_night?: SlowNight, defaults?: Settings, };

/**
 * A call that starts work elsewhere, and how its end is seen.
 */
export type Http = { method: string, url: string, headers?: { [key in string]: string }, body?: string, poll?: HttpPoll, };

export type HttpPoll = { url: string, every: Span,
/**
 * A JSON path and the values there that mean success and failure.
 */
path: string, success: Array<string>, failure: Array<string>, };

/**
 * How many incoming edges a milestone waits for.
 */
export type Join = "all" | "any" | { "at_least": number };

/**
 * The names of the kinds, for outlines, palettes and messages.
 */
export type KindName = "begin" | "end" | "job" | "group" | "milestone" | "decision" | "wait" | "confirm" | "subflow";

export type Lock = { id: LockId, name: string, };

/**
 * An exclusive or shared resource.
 */
export type LockId = string;

export type LockMode = "exclusive" | "shared";

export type LockUse = { lock: LockId, mode?: LockMode, };

/**
 * What happens to starts that were due while no runtime was up.
 */
export type Missed = "run_once" | "run_all" | "skip";

/**
 * A vertex: what it is ([`Kind`]), where it belongs, what it takes, and its own settings.
 */
export type Node = { id: NodeId, kind: KindName, name?: string, description?: string, system?: SystemId, parent?: NodeId,
/**
 * Of a job; `noop` when absent.
 */
work?: Work,
/**
 * Of a group; `free` when absent.
 */
order?: Order,
/**
 * Of a milestone; `all` when absent.
 */
join?: Join,
/**
 * Of a decision.
 */
branches?: Array<Branch>,
/**
 * Of a wait.
 */
until?: Wait,
/**
 * Of a confirm gate.
 */
confirm?: Confirm,
/**
 * Of a subflow.
 */
subflow?: Subflow, uses?: Array<PoolUse>, locks?: Array<LockUse>, not_before?: DayTime, deadline?: DayTime, cycle?: Cycle,
/**
 * Of a wait for a file, a node or an address.
 */
arrives?: Arrival, settings?: Settings, };

/**
 * A node. In a definition a plain identifier; in a network and in a run the path through the subflows, `core/fees`.
 */
export type NodeId = string;

/**
 * How many past attempts stand behind the durations of the same level.
 */
export type Observed = {
/**
 * Behind `duration`; 0 when that was stated.
 */
n?: number,
/**
 * Behind `duration_on`, by class.
 */
on?: { [key in DayClass]?: number },
/**
 * The first and the last business date that was looked at.
 */
from?: string, to?: string, };

/**
 * What follows when the last attempt has failed.
 */
export type OnFailure = "stop" | "continue" | { "handler": NodeId };

/**
 * How a group orders its members.
 */
export type Order = "free" | "serial" | "parallel";

/**
 * Where a value comes from.
 */
export type Origin = "node" | { "group": NodeId } | { "system": SystemId } | { "subflow": NodeId } | "workflow" | "assumed";

/**
 * The outcome of a node that satisfies an edge.
 */
export type Outcome = "success" | "failure" | "completion";

/**
 * A place in a file; line and column count from 1.
 */
export type Place = { file: string, line: number, column: number, };

/**
 * A counted resource.
 */
export type Pool = { id: PoolId, name: string, capacity: number,
/**
 * Other capacities at hours that recur every day; the first that fits holds.
 */
hours?: Array<PoolHours>, };

/**
 * A capacity from one time of day to another, over midnight when `to` is not later than `from`.
 */
export type PoolHours = { from: ClockTime, to: ClockTime, capacity: number, };

/**
 * A counted resource.
 */
export type PoolId = string;

/**
 * Units of a pool.
 */
export type PoolUse = { pool: PoolId, units: number, };

/**
 * Every setting of one node after inheritance; `None` where nobody states one and there is no built-in value.
 */
export type Resolved = { system: Sourced<SystemId> | null, owner: Sourced<string> | null, runbook: Sourced<string> | null, duration: Sourced<Estimate>, duration_on: { [key in DayClass]?: Sourced<Estimate> },
/**
 * How many past attempts are behind `duration`, where it was measured.
 */
observed: number | null, overhead: Sourced<Estimate> | null, failure_probability: Sourced<number>, priority: Sourced<number>, critical: Sourced<boolean>, retry: Sourced<Retry>, timeout: Sourced<Span> | null, late_after: Sourced<DayTime> | null, longer_than: Sourced<Threshold> | null, shorter_than: Sourced<Threshold> | null, on_failure: Sourced<OnFailure>, restart: Sourced<Restart>, days: Sourced<Days> | null, environment: { [key in string]: Sourced<string> }, directory: Sourced<string> | null, };

/**
 * What to do with an attempt whose fate is unknown after a crash.
 */
export type Restart = "ask" | "safe";

/**
 * How often and how soon a failed attempt is tried again.
 */
export type Retry = {
/**
 * Attempts in all, the first included; at least 1.
 */
attempts: number,
/**
 * The wait before the second attempt.
 */
delay?: Span,
/**
 * Each further wait is this many times the one before; 1 when absent.
 */
back_off?: number, };

/**
 * Where a chosen date goes that is not a business day.
 */
export type Roll = "next" | "previous" | "nearest";

export type Safety = "safe" | "confirm";

/**
 * Settings as written at one level; what is absent comes from the level above.
 */
export type Settings = {
/**
 * The team that answers for the work.
 */
owner?: string,
/**
 * Where the operator reads what to do: a link or a path.
 */
runbook?: string,
/**
 * How long the work takes.
 */
duration?: Estimate,
/**
 * Other durations on days of a class.
 */
duration_on?: { [key in DayClass]?: Estimate },
/**
 * What the durations of this level were measured on; nothing when a person stated them.
 */
observed?: Observed,
/**
 * What every attempt of a job takes before its work begins: dispatch, login, start of a program. It holds the job's resources.
 */
overhead?: Estimate,
/**
 * The probability that one attempt fails, from 0 to 1. A wait or a confirm gate has only what is stated for itself.
 */
failure_probability?: number,
/**
 * Higher starts earlier when resources are short; 0 when absent.
 */
priority?: number,
/**
 * Critical jobs go before all others, whatever the priority.
 */
critical?: boolean, retry?: Retry,
/**
 * An attempt that runs longer is ended and counts as failed.
 */
timeout?: Span,
/**
 * An alert when the node has not started by then.
 */
late_after?: DayTime,
/**
 * An alert when an attempt takes longer.
 */
longer_than?: Threshold,
/**
 * An alert when an attempt takes less.
 */
shorter_than?: Threshold, on_failure?: OnFailure, restart?: Restart,
/**
 * The days on which the node takes part; every day of the workflow when absent.
 */
days?: Days,
/**
 * Environment of commands; levels are merged, the inner one wins name by name.
 */
environment?: { [key in string]: string },
/**
 * Working directory of commands, relative to the definition's folder.
 */
directory?: string, };

export type Severity = "error" | "warning" | "hint";

/**
 * A factor on all work of one system, or of the whole workflow, that is drawn once a night: log-normal with median 1. It makes
 * whole nights slow, which no job on its own would show.
 */
export type SlowNight = {
/**
 * The standard deviation of the factor's logarithm: with 0.1 two nights of three are within 10 % of the usual.
 */
sigma: number, };

/**
 * A value and its origin.
 */
export type Sourced<T> = { value: T, origin: Origin, };

/**
 * A length of time in whole milliseconds, written `1h5m`, `90s`, `250ms`, `1.5s`; at most ten years, never negative.
 */
export type Span = string;

/**
 * A command on another host, over the OpenSSH client and its configuration.
 */
export type Ssh = { host: string, command: Command, };

/**
 * Another definition in this place.
 */
export type Subflow = {
/**
 * The file, relative to this definition.
 */
file: string, parameters?: { [key in string]: string }, };

/**
 * A business system that owns jobs.
 */
export type System = { id: SystemId, name: string,
/**
 * One of the eight hues, 1 to 8.
 */
colour: number,
/**
 * How many of its jobs may run at once; no limit when absent.
 */
concurrency?: number,
/**
 * The host that its commands run on; this machine when absent.
 */
target?: string,
/**
 * How much the system's nights differ: a factor shared by all its work, on top of the workflow's.
 */
slow_night?: SlowNight, defaults?: Settings, };

/**
 * A business system: a lane on the canvas.
 */
export type SystemId = string;

/**
 * A length of time, stated or as a percentage of the usual one.
 */
export type Threshold = { "span": Span } | { "percent": number };

/**
 * A rule that starts a run by itself. One click and the API start a run without any.
 */
export type Trigger = { id: TriggerId, on: TriggerKind,
/**
 * The dates on which it fires; business days of the workflow's calendar when absent.
 */
days?: Days,
/**
 * The business date of the run, in business days from the date that was chosen; 0 when absent.
 */
business_day_offset?: number, missed?: Missed, };

/**
 * A trigger of one workflow.
 */
export type TriggerId = string;

export type TriggerKind = { "time": DayTime } | { "cron": string } | { "file": string } | { "run": WorkflowId };

/**
 * What a wait waits for.
 */
export type Wait = { "file": { path: string, stable?: Span, } } | { "time": DayTime } | { "node": { workflow: WorkflowId, node: NodeId, day_offset?: number, } } | { "http": { url: string, status: number, every: Span, } };

export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

/**
 * What a job does.
 */
export type Work = "noop" | { "command": Command } | { "ssh": Ssh } | { "http": Http } | { "airflow": AirflowRun };

/**
 * A workflow, for as long as it lives; its revisions share it.
 */
export type WorkflowId = string;
