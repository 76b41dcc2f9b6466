// Generated from the Rust types by `make gen`. Do not edit.
import type { Bundle, DayClass, DayTime, Definition, Diagnostic, Edge, Edit, Estimate, LockId, Node, NodeId, Outcome, PoolHours, PoolId, Resolved, SystemId, TriggerId, WorkflowId } from './model';

/**
 * How predictions held.
 */
export type Accuracy = { n: number,
/**
 * The share of nights within P50, P80, P95, and between P10 and P90; null for a prediction that is one figure.
 */
within_p50: number | null, within_p80: number | null, within_p95: number | null, p10_to_p90: number | null,
/**
 * Actual less P50, as a share of the actual: the mean, and the median of its absolute value.
 */
bias: number, median_absolute_error: number, };

export type AdviceNight = { probability: number,
/**
 * The standard error of `probability`.
 */
error: number, window_s: Percentiles, plan_window_s: number | null,
/**
 * By how much later than the target the asked share of nights is there; less than nothing when it is there earlier. Null when so many
 * nights never get there.
 */
late_s: number | null, };

/**
 * The answer: steps that reach the target, or why it cannot be reached.
 */
export type AdviceReport = { target: DayTime,
/**
 * The milestone that is to be reached; End when null.
 */
node: NodeId | null,
/**
 * The probability that was asked for.
 */
probability: number, samples: number, seed: number,
/**
 * As things are.
 */
before: AdviceNight, reached: boolean,
/**
 * In the order in which they bring most; empty when nothing is needed or nothing helps.
 */
steps: Array<AdviceStep>, cost: number,
/**
 * With all steps, simulated whole. When the target is not reached, the steps are those that come nearest to it.
 */
after: AdviceNight,
/**
 * The same with random numbers that had no part in choosing the steps.
 */
check: AdviceNight,
/**
 * When the target cannot be reached, the earliest moment at which the target node can be finished with the probability that was asked
 * for: with every allowed change made and nobody waiting for a resource, or, where that would be in time, with any set of the
 * changes. Null when so many nights never get there, and when not every set was tried.
 */
bound: DayTime | null,
/**
 * Changes that should help and make the night longer (Graham 1969), in a sentence each.
 */
anomalies: Array<string>,
/**
 * How many sets of changes were simulated, and whether no cheaper set (none at all, when it is not reached) reaches the target.
 */
tried: number, proven: boolean,
/**
 * The answer in one or two sentences.
 */
conclusion: string, };

export type AdviceStep = { change: AllowedChange,
/**
 * What people read of the change.
 */
name: string,
/**
 * With this and the steps before it.
 */
after: AdviceNight, };

export type AdviseDocument = { document: number, business_date: string | null, target: DayTime,
/**
 * End when null.
 */
node: NodeId | null, probability: number,
/**
 * The default changes of `document.candidates` when null.
 */
allow: Array<AllowedChange> | null, samples: number, seed: number, token: number, };

export type Against = "published" | "saved";

/**
 * Differences, scenario less base; less is better.
 */
export type AgainstBase = { plan_window_s: number | null,
/**
 * Null when either falls among nights that never end.
 */
p50_s: number | null, p95_s: number | null,
/**
 * The mean of the differences night by night, and its standard error: both share their random numbers. Null when no night ends in
 * both.
 */
mean_s: number | null, mean_error_s: number | null,
/**
 * By how much each deadline of the scenario is likelier to be held, in the scenario's order; null for one the base has not.
 */
deadlines: Array<number | null>,
/**
 * What starts or ends at another time in the plan, the largest move first, at the most 200.
 */
moved: Array<MovedNode>, joined_critical_path: Array<NodeId>, left_critical_path: Array<NodeId>,
/**
 * A change that should help and makes the night longer (Graham 1969), in a sentence.
 */
anomaly: string | null, };

/**
 * A change that may be made, and what it costs.
 */
export type AllowedChange = {
/**
 * What people read; worked out from the verbs when absent.
 */
name?: string,
/**
 * In any unit, the same for all.
 */
cost: number,
/**
 * What is changed, all of it or nothing.
 */
verbs: Array<Verb>, };

export type Alteration = "added" | "removed" | "changed";

/**
 * What happened, where, and what to do. Callers act on `code`, never on the words.
 */
export type AskError = { code: ErrorCode,
/**
 * One sentence.
 */
message: string,
/**
 * The file, field or address that it is about.
 */
place: string | null,
/**
 * What to do.
 */
help: string | null,
/**
 * The problems of the definition, when that is why.
 */
diagnostics: Array<Diagnostic>, };

/**
 * What is known of a version of a document, quickly enough to be had while drawing.
 */
export type Assessment = { version: number, hash: ContentHash | null, diagnostics: Array<Diagnostic>,
/**
 * Null when no network can be made of the definition; `obstacle` says why.
 */
strip: Strip | null, obstacle: string | null, };

/**
 * An entry of the audit log; `hash` chains it to the one before.
 */
export type AuditEntry = { seq: number, at: Timestamp, person: string, action: string, subject: string, reason: string, detail: string, hash: string, };

/**
 * `audit.list`, and the query of `GET /v1/audit`.
 */
export type AuditList = { after: number,
/**
 * At most so many, and never more than 10,000.
 */
limit: number, };

/**
 * Whether the audit log's chain holds.
 */
export type AuditProof = {
/**
 * How many entries hold.
 */
entries: number, intact: boolean,
/**
 * The first broken entry and what is wrong with it.
 */
problem: string | null, };

export type BacktestDocument = { document: number, from: string | null, to: string | null, token: number, };

export type BacktestNight = { run: string, business_date: string | null, actual_s: number, p10_s: number, p50_s: number, p80_s: number, p90_s: number, p95_s: number, naive_s: number,
/**
 * The forecast was shown before the night came, and kept; else it was worked out afterwards from earlier nights.
 */
kept: boolean, };

/**
 * Past nights, each predicted only from the nights before it.
 */
export type BacktestReport = { nights: Array<BacktestNight>,
/**
 * Nights that could not be predicted for want of earlier ones.
 */
not_predicted: number, forecast: Accuracy,
/**
 * The mean of the last ten windows, in place of a forecast.
 */
naive: Accuracy, nodes: { [key in NodeId]: Accuracy }, };

/**
 * What a scenario is over.
 */
export type Base = {
/**
 * The definition's file, relative to the scenario's.
 */
path: string,
/**
 * The content that the scenario was made on; a base of another content is said, and not refused.
 */
hash?: ContentHash, };

/**
 * Work on a document that takes long.
 */
export type BoundDocument = { document: number, business_date: string | null, seconds: number, token: number, };

/**
 * A proven lower bound of the deterministic window.
 */
export type BoundReport = { bound_s: number,
/**
 * What each way of proving it gives, by its name: `critical_path`, `energy`, `locks`, and whatever else was tried.
 */
parts: { [key in string]: number },
/**
 * The window as planned now; null when End is never reached.
 */
window_s: number | null,
/**
 * How far the window is above the bound, as a share of the bound; null without a window or with a bound of zero.
 */
gap: number | null,
/**
 * Whether no window can be shorter than `window_s`.
 */
proven: boolean,
/**
 * The part that gives the bound, in a sentence with the resource or the jobs behind it.
 */
because: string, };

/**
 * A rectangle of the canvas, in its units.
 */
export type Box = { x: number, y: number, width: number, height: number, };

/**
 * A document by the number that it has while it is open.
 */
export type ByDocument = { document: number, };

export type ByNode = { document: number, node: NodeId, };

export type ByToken = { token: number, };

export type CalendarDay = { date: string, business: boolean, class: DayClass,
/**
 * The holiday's name, or why the day is worked.
 */
label: string | null, };

export type CalendarDays = { days: Array<CalendarDay>, };

export type CalendarSummary = { path: string, id: string, name: string, covers_from: string, covers_to: string, problem: string | null, };

export type CalendarYear = { path: string, year: number, };

/**
 * `change.show` and `change.publish`: a change by its number.
 */
export type ChangeById = { id: number, };

/**
 * `change.decide`.
 */
export type ChangeDecide = { id: number, verdict: StepVerdict, comment: string,
/**
 * The content hash that the person has before them.
 */
hash: string, };

/**
 * Everything that somebody who decides looks at.
 */
export type ChangeDetail = { change: ChangeView, bundle: Bundle, base: Bundle | null, diagnostics: Array<Diagnostic>, diff: DiffReport,
/**
 * Null when no forecast could be made.
 */
after: WindowForecast | null, before: WindowForecast | null, may: May, };

/**
 * Where a change stands.
 */
export type ChangeState = "draft" | "submitted" | "approved" | "rejected" | "withdrawn" | "published";

/**
 * A change as lists show it.
 */
export type ChangeView = { id: number, workflow: WorkflowId, workflow_name: string, title: string, why: string, author: string, state: ChangeState,
/**
 * The content hash of what is to be published.
 */
hash: string,
/**
 * What was published when it was submitted; null for a workflow's first.
 */
base_hash: string | null, base_version: number | null, submitted_at: Timestamp, decisions: Array<Decision>, published_version: number | null, risk: Risk, };

export type CompareScenarios = { document: number, scenarios: Array<Scenario>, base: ComparedBase, samples: number, seed: number, business_date: string | null, token: number, };

/**
 * What scenarios are held against.
 */
export type ComparedBase = "document" | "published";

/**
 * A SHA-256, written as 64 lower-case hex digits.
 */
export type ContentHash = string;

/**
 * How many nodes are in each state.
 */
export type Counts = { waiting: number, held: number, queued: number, starting: number, running: number, succeeded: number, failed: number, skipped: number, cancelled: number, unknown: number, };

export type CreateDocument = { path: string, name: string,
/**
 * The path of a template; begin and end alone when null.
 */
template: string | null, };

export type DeadlineForecast = { node: NodeId, at: DayTime,
/**
 * That it is held, from 0 to 1.
 */
probability: number,
/**
 * The standard error of `probability`.
 */
error?: number,
/**
 * The interval in which the probability lies with 95 % certainty (Wilson 1927), as far as sampling goes.
 */
interval?: [number, number], };

export type Decision = { person: string, verdict: Verdict, comment: string, at: Timestamp, };

export type DiffDocument = { document: number, against: Against, };

/**
 * All differences. Empty when both mean the same: where files lie and in which order nodes are drawn in a free group is no difference.
 */
export type DiffReport = {
/**
 * Nodes by their path through the subflows; in the order of the newer definition, removed ones last.
 */
nodes: Array<NodeDiff>, edges: Array<EdgeDiff>,
/**
 * Header, systems, pools, locks, triggers and calendars; the path says which.
 */
other: Array<FieldChange>, };

/**
 * A definition file as the library lists it.
 */
export type DocumentSummary = { path: string, id: string | null, name: string, nodes: number,
/**
 * What is wrong with the file, if anything.
 */
problem: string | null, };

export type DocumentText = { text: string, };

/**
 * A time out of a system, or of every system whose target is the host.
 */
export type Down = { system?: SystemId, host?: string, from: DayTime, to: DayTime, };

/**
 * What a start was waiting for last.
 */
export type Driver = { kind: DriverKind,
/**
 * The node behind it: the one before, the one that gave the resource back, the gate; nothing for the start.
 */
by: string | null,
/**
 * The pool or lock that was lacking.
 */
resource: string | null, };

export type DriverKind = "start" | "edge" | "pool" | "lock" | "clock" | "person" | "host";

/**
 * Where a duration comes from.
 */
export type DurationOrigin = { kind: OriginKind,
/**
 * The group, system or subflow that it is inherited from; null when it is the workflow, or it is not inherited.
 */
from: string | null,
/**
 * Recorded nights behind it; null when it does not come from history.
 */
n: number | null, };

export type EdgeDiff = { from: NodeId, to: NodeId, on: Outcome, branch: string | null, change: Alteration,
/**
 * Of a changed edge only.
 */
fields: Array<FieldChange>, };

export type EditDocument = { document: number,
/**
 * The version that the edits were made on.
 */
version: number, edits: Array<Edit>, };

/**
 * One code for each thing that somebody can do about it.
 */
export type ErrorCode = "invalid" | "broken_file" | "not_found" | "conflict" | "forbidden" | "unauthenticated" | "refused" | "runtime_away" | "read_only" | "too_large" | "cancelled" | "unbuildable" | "io" | "internal";

export type EventKind = "run" | "node" | "action" | "change" | "alert";

/**
 * `event.list`, and the query of `GET /v1/events/page`.
 */
export type EventList = {
/**
 * Only events with a greater number.
 */
after: number, run: number | null,
/**
 * At most so many, and never more than 10,000.
 */
limit: number, };

export type ExportFile = {
/**
 * A file name without folders.
 */
name: string, content: string, };

export type Exported = {
/**
 * Where the file was written.
 */
path: string, };

/**
 * One field. Text is as it is, everything else is compact JSON.
 */
export type FieldChange = {
/**
 * `settings.retry.attempts`, `pools[db].capacity`, `calendars[cn.calendar.json].covers.to`.
 */
path: string,
/**
 * Null when the field is new.
 */
before: string | null,
/**
 * Null when the field is gone.
 */
after: string | null, };

/**
 * Distributions fitted to what was recorded.
 */
export type FitReport = { nights: number, nodes: { [key in NodeId]: FittedNode },
/**
 * Nodes of the definition with no history.
 */
without_history: Array<NodeId>,
/**
 * Time between one job's end and the next one's start that no dependency and no resource explains.
 */
overhead: Estimate | null,
/**
 * The standard deviation of the logarithm of how slow a whole night is.
 */
slow_night_sigma: number | null,
/**
 * The rules of it in sentences: outliers, trends, day classes, overhead.
 */
notes: Array<string>,
/**
 * The change to the root definition, to accept as it is.
 */
edits: Array<Edit>,
/**
 * Files of subflows that have fitted nodes, too; they are written with the root by `daybreak fit`.
 */
other_files: Array<string>, };

export type FittedNode = {
/**
 * Observations that count.
 */
n: number, estimate: Estimate, before: Estimate | null,
/**
 * Percent per 30 nights, when there is a trend.
 */
trend: number | null,
/**
 * Fewer than 20 observations.
 */
uncertain: boolean, };

export type ForecastDocument = { document: number, samples: number, seed: number, business_date: string | null,
/**
 * Nothing of single nodes is wanted: of thousands that takes longer to tell than to work out.
 */
brief: boolean,
/**
 * Names the work in progress, for `cancel` and for progress that is pushed.
 */
token: number, };

/**
 * Many simulated nights.
 */
export type ForecastReport = { samples: number, seed: number,
/**
 * Nights in which End was not reached: they are longer than every night that ended.
 */
unfinished: number, window_s: Percentiles, deadlines: Array<DeadlineForecast>, nodes: { [key in NodeId]: NodeForecast },
/**
 * Of the window.
 */
histogram: Histogram,
/**
 * Fewer than 20 nights were simulated, or fewer than 20 recorded ones are behind a duration that matters: P90 and beyond of the
 * window are uncertain.
 */
uncertain: boolean,
/**
 * The fewest recorded nights behind the duration of anything that was ever on the critical path; null when none of it comes from
 * history.
 */
weakest_history: number | null, split: SplitForecast,
/**
 * Every pool and lock that something takes, the longest mean wait first.
 */
resources: Array<ResourceForecast>,
/**
 * Nights behind `split.mean`, `resources`, cruciality and tornado: the first ones, as many as are looked at closely.
 */
studied: number, };

export type ForecastScenario = { document: number, edits: Array<Verb>, samples: number, seed: number, business_date: string | null,
/**
 * Nothing of single nodes is wanted: of thousands that takes longer to tell than to work out.
 */
brief: boolean, token: number, };

export type Histogram = { from_s: number, width_s: number, counts: Array<number>, };

/**
 * What is recorded of a workflow.
 */
export type HistorySummary = {
/**
 * The workflow that it is of; nights that were imported for no workflow in particular are of any.
 */
workflow: string | null, nights: number, first: string | null, last: string | null, nodes: number, attempts: number,
/**
 * Attempts that do not count, by reason: `forced`, `skipped`, `failed`, `outlier`, `incomplete`.
 */
set_aside: { [key in string]: number },
/**
 * New in this import; null when nothing was imported.
 */
added: number | null, };

export type ImportDocument = { format: ImportFormat, path: string,
/**
 * Of STG's one pool.
 */
capacity: number | null, priority_lft: boolean, };

export type ImportFormat = "psplib" | "wfcommons" | "stg";

/**
 * Records nights from a file: CSV with the columns `run,business_date,node,start,end,status` and, if they are there, `resource`.
 */
export type ImportHistory = { document: number, path: string, };

export type JobState = "waiting" | "held" | "queued" | "starting" | "running" | "succeeded" | "failed" | "skipped" | "cancelled" | "unknown";

/**
 * The band of a system; nodes without one have the band that has none.
 */
export type Lane = { system: SystemId | null, y: number, height: number, };

/**
 * Where everything stands on the canvas.
 */
export type Layout = {
/**
 * Visible nodes, collapsed groups among them.
 */
nodes: { [key in NodeId]: Box },
/**
 * Open groups.
 */
groups: { [key in NodeId]: Box },
/**
 * From top to bottom.
 */
lanes: Array<Lane>, };

export type LayoutDocument = { document: number, layout: LayoutFile,
/**
 * Nodes that may move; all others keep their place unless `full`.
 */
changed: Array<NodeId>, full: boolean, token: number, };

/**
 * Where nodes stand on the canvas: `NAME.layout.json`. No part of the content hash.
 */
export type LayoutFile = { positions: { [key in string]: Point }, collapsed: Array<string>, };

/**
 * The length of a node's work.
 */
export type Length = { "estimate": Estimate } | { "percent": number };

/**
 * The folder that the window works on.
 */
export type LibraryView = { folder: string,
/**
 * What to open when nobody names a file: the largest that is no other's subflow.
 */
first: string | null, documents: Array<DocumentSummary>, templates: Array<DocumentSummary>, calendars: Array<CalendarSummary>, };

/**
 * A lock over the night, as steps like those of a pool: how many hold it, and how many wait for it.
 */
export type LockReport = { id: LockId, holders: Array<[number, number]>, waiting: Array<[number, number]>, };

/**
 * A piece of a log.
 */
export type LogText = { text: string,
/**
 * Where to go on reading.
 */
next_offset: number,
/**
 * Nothing more will come.
 */
complete: boolean, attempt: number, attempts: number, };

/**
 * What the person who asks may do: null when it is allowed, otherwise why not.
 */
export type May = { approve: string | null, reject: string | null, publish: string | null, withdraw: string | null, };

/**
 * Whether a runtime may change its store.
 */
export type Mode = "owner" | "read_only";

export type MovedNode = { node: NodeId,
/**
 * Null when one of the two has no such node, or does not take it.
 */
start_s: number | null, finish_s: number | null, before: Driver | null, after: Driver | null, };

export type NextStart = { trigger: TriggerId, at: Timestamp, business_date: string, };

/**
 * One night out of many.
 */
export type NightNumber = {
/**
 * From 0, in the order of the nights.
 */
number: number,
/**
 * From 0 to 1: its window is this percentile of all of them.
 */
percentile: number, samples: number, seed: number, };

/**
 * One simulated night out of many.
 */
export type NightOfForecast = { document: number, edits: Array<Verb>, samples: number, seed: number,
/**
 * From 0 to 1: the night whose window is this percentile of all of them.
 */
percentile: number, business_date: string | null, token: number, };

export type NodeDiff = { node: NodeId, change: Alteration,
/**
 * Of a changed node only.
 */
fields: Array<FieldChange>, };

export type NodeForecast = {
/**
 * How often the node is on the critical path, from 0 to 1.
 */
criticality: number, start_s: Percentiles, finish_s: Percentiles,
/**
 * The correlation of its own duration with the window, from -1 to 1 (Williams 1992).
 */
cruciality: number,
/**
 * What its good and bad tenth mean for the window; null when it is never critical or always takes the same.
 */
tornado: Tornado | null,
/**
 * Where its duration comes from; null for what does no work.
 */
origin: DurationOrigin | null,
/**
 * P90 and beyond of its start and finish are uncertain: fewer than 20 nights were simulated, or fewer than 20 recorded ones are
 * behind its duration or that of something it comes after.
 */
uncertain: boolean, };

/**
 * A request that says nothing.
 */
export type Nothing = Record<string, never>;

/**
 * A document as the core holds it.
 */
export type OpenDocument = { document: number, path: string, text: string,
/**
 * Null when the text is broken; the assessment's diagnostics then say where.
 */
definition: Definition | null, layout: LayoutFile, version: number, saved_hash: ContentHash | null, assessment: Assessment, };

export type OpenPath = { path: string, };

export type OriginKind = "stated" | "history" | "inherited" | "assumed";

/**
 * `people.use`: who is asking from now on.
 */
export type PeopleUse = { name: string, };

/**
 * A distribution, in seconds. A percentile that falls among nights that never come to it is null, as is everything when none does; mean and
 * spread are of the nights that do.
 */
export type Percentiles = { mean: number | null, sd: number | null, min: number | null, p50: number | null, p80: number | null, p90: number | null, p95: number | null, p99: number | null, max: number | null, };

/**
 * A person of the roster.
 */
export type Person = {
/**
 * What they sign with: `dora`.
 */
name: string,
/**
 * What others read.
 */
display: string, roles: Array<Role>, };

export type PlanDocument = { document: number,
/**
 * The next business date when null.
 */
business_date: string | null,
/**
 * The first time trigger's when null.
 */
start: DayTime | null, };

/**
 * The deterministic plan of one night. Seconds count from the start of Begin.
 */
export type PlanReport = {
/**
 * To the finish of End; null when End is never reached.
 */
window_s: number | null,
/**
 * From Begin to End; empty when End is never reached.
 */
critical_path: Array<NodeId>, split: Split,
/**
 * Those that are taken; the others are in the lists below.
 */
nodes: { [key in NodeId]: PlannedNode },
/**
 * When Begin starts.
 */
start: Timestamp, business_date: string, day_class: DayClass, zone: string, deadlines: Array<PlannedDeadline>, pools: Array<PoolReport>, locks: Array<LockReport>,
/**
 * Nodes that cannot be reached from Begin.
 */
left_out: Array<NodeId>,
/**
 * Nodes that wait for ever for a resource.
 */
never_start: Array<NodeId>,
/**
 * Nodes on paths that are not taken.
 */
not_taken: Array<NodeId>,
/**
 * The simulated night that this is; null for a plan.
 */
night: NightNumber | null, };

/**
 * A document with what-if edits put on it; the document stays as it is.
 */
export type PlanScenario = { document: number, edits: Array<Verb>, business_date: string | null,
/**
 * Nothing of single nodes and pools is wanted: of thousands that takes longer to tell than to work out.
 */
brief: boolean, };

export type PlannedDeadline = { node: NodeId, at: Timestamp, finish: Timestamp,
/**
 * Negative when it is missed.
 */
slack_s: number, };

export type PlannedNode = {
/**
 * Since when it had all but resources; absent when it did not wait for them.
 */
ready_s?: number, start_s: number, finish_s: number, latest_start_s: number, latest_finish_s: number, slack_s: number, driver: Driver,
/**
 * Where its duration comes from; null for what does no work.
 */
origin: DurationOrigin | null,
/**
 * How many attempts it took in a chosen night, and whether the last one failed; a plan has one that does not.
 */
attempts: number, failed: boolean, };

/**
 * A place on the canvas, in its units.
 */
export type Point = { x: number, y: number, };

/**
 * A pool over the night, as steps: second from the start, value from then on. `waiting` is in units that are lacking.
 */
export type PoolReport = { id: PoolId, capacity: Array<[number, number]>, use: Array<[number, number]>, waiting: Array<[number, number]>, };

/**
 * A workflow by its latest revision.
 */
export type PublishedWorkflow = { workflow: WorkflowId, name: string,
/**
 * The time zone of the workflow, by its IANA name.
 */
zone: string, version: number, hash: string, published_at: Timestamp, published_by: string, next_starts: Array<NextStart>, };

/**
 * What the core tells the window unasked.
 */
export type Push = { "kind": "events", events: Array<RuntimeEvent>, } | { "kind": "status", status: RuntimeStatus, } | { "kind": "progress", token: number, done: number, total: number, } | { "kind": "planned", document: number, version: number, strip: Strip, };

export type RemoveScenario = { document: number, path: string, };

/**
 * A pool or lock over many nights.
 */
export type ResourceForecast = { kind: ResourceKind, id: string,
/**
 * In which share of the nights a start on the critical path waited for it last, from 0 to 1.
 */
drove: number,
/**
 * How long the window waits for it in a night: the mean, and what 95 % of the nights keep.
 */
mean_wait_s: number, p95_wait_s: number, };

export type ResourceKind = "pool" | "lock";

export type RestoreRevision = { document: number, hash: string, };

export type RevisionBundle = { bundle: Bundle, };

/**
 * `revision.show`.
 */
export type RevisionByHash = { hash: string, };

/**
 * `revision.diff`: two content hashes.
 */
export type RevisionDiff = { from: string, to: string, };

/**
 * `revision.list`.
 */
export type RevisionList = { workflow: WorkflowId, };

export type RevisionView = { workflow: WorkflowId, version: number, hash: string,
/**
 * The change that published it.
 */
change: number, author: string, approved_by: Array<string>, published_at: Timestamp, title: string, };

/**
 * The class of a change; a policy may ask for more approvals of a higher one.
 */
export type Risk = "low" | "medium" | "high";

/**
 * A function that a person holds in the bank. One person may hold several.
 */
export type Role = "designer" | "approver" | "operator" | "analyst" | "auditor" | "administrator";

/**
 * `run.act`.
 */
export type RunAct = { run: number, action: RunAction,
/**
 * The nodes concerned; empty for an action on the whole run.
 */
nodes: Array<NodeId>, reason: string,
/**
 * The new priority or capacity.
 */
value: number | null,
/**
 * Whose capacity.
 */
pool: PoolId | null, };

/**
 * What an operator does to a run or to nodes of it.
 */
export type RunAction = "hold" | "release" | "skip" | "force_success" | "force_failure" | "rerun" | "rerun_from" | "run_now" | "kill" | "confirm" | "set_priority" | "set_capacity" | "pause" | "resume" | "stop";

/**
 * `run.show` and `run.plan`.
 */
export type RunById = { run: number, };

/**
 * A run with all its nodes.
 */
export type RunDetail = { run: RunView, nodes: Array<RunNode>, bundle: Bundle, layout: LayoutFile | null,
/**
 * The last event that this view includes: go on with events after it.
 */
last_event: number, parameters: { [key in string]: string }, };

/**
 * `run.list`, and the query of `GET /v1/runs`.
 */
export type RunList = { business_date: string | null, };

/**
 * `run.log`.
 */
export type RunLog = { run: number, node: NodeId,
/**
 * The last one when null.
 */
attempt: number | null,
/**
 * In bytes.
 */
offset: number, };

/**
 * One node of a run.
 */
export type RunNode = { node: NodeId, state: JobState,
/**
 * The result was forced by a person.
 */
forced: boolean,
/**
 * Why it is in its state, when there is more to say.
 */
reason: string | null,
/**
 * Counted from 1; 0 before the first.
 */
attempt: number, ready_at: Timestamp | null, started_at: Timestamp | null, finished_at: Timestamp | null, exit_code: number | null, message: string | null,
/**
 * Nodes, pools and locks.
 */
waiting_for: Array<string>, planned_start: Timestamp | null, planned_finish: Timestamp | null, priority: number, held: boolean, };

/**
 * `run.start`, and the body of `POST /v1/runs`.
 */
export type RunStart = { workflow: WorkflowId, business_date: string, parameters: { [key in string]: string }, reason: string, };

export type RunState = "running" | "blocked" | "succeeded" | "failed" | "cancelled";

/**
 * A run as lists show it.
 */
export type RunView = { run: number, workflow: WorkflowId, workflow_name: string, version: number, hash: string, business_date: string, state: RunState, paused: boolean, started_at: Timestamp, finished_at: Timestamp | null, started_by: string, counts: Counts,
/**
 * The nodes that keep a blocked run from going on.
 */
blocked_by: Array<NodeId>, planned_finish: Timestamp | null, };

/**
 * Something that happened in the runtime, numbered without gaps.
 */
export type RuntimeEvent = { seq: number, at: Timestamp, run: number | null, kind: EventKind, node: NodeId | null,
/**
 * The new state of the run, node or change.
 */
state: string | null, text: string,
/**
 * Who did it; null when the runtime did.
 */
person: string | null, };

/**
 * Whether a runtime is there, which, and as whom it is asked.
 */
export type RuntimeStatus = { connected: boolean,
/**
 * `http://127.0.0.1:7878`.
 */
address: string | null, mode: Mode | null, version: string | null,
/**
 * As whom it is asked.
 */
person: Person | null, people: Array<Person>,
/**
 * What is wrong, in one sentence.
 */
problem: string | null, };

export type SaveDocument = { document: number, layout: LayoutFile,
/**
 * Another place than where it came from.
 */
path: string | null, };

export type SaveScenario = { document: number,
/**
 * A new file named after the scenario when null.
 */
path: string | null, scenario: Scenario, };

export type Saved = { path: string, hash: ContentHash | null, };

/**
 * One scenario, `NAME.scenario.json`: the same file gives the same numbers whenever it is run again.
 */
export type Scenario = {
/**
 * Where editors find the schema.
 */
$schema?: string,
/**
 * The version of the file format; 1.
 */
format: number, name: string, description?: string, base: Base,
/**
 * The seed of its forecasts.
 */
seed: number,
/**
 * The night that is meant; the next one when absent.
 */
business_date?: string,
/**
 * What is different from the base, in order.
 */
edits: Array<Verb>, };

/**
 * Several scenarios against their base, over the same random numbers.
 */
export type ScenarioComparison = { samples: number, seed: number, base: ScenarioOutcome, scenarios: Array<ScenarioOutcome>, };

/**
 * A scenario as edits of the definition.
 */
export type ScenarioDraft = {
/**
 * Of the root definition.
 */
edits: Array<Edit>,
/**
 * What holds for one night only, or belongs into a subflow's file, and so is in no edit; a sentence each.
 */
left_out: Array<string>, };

/**
 * A scenario file beside the definitions.
 */
export type ScenarioFile = { path: string,
/**
 * Null when the file is broken.
 */
scenario: Scenario | null, problem: string | null,
/**
 * The base has another content than the scenario was made on.
 */
is_base_changed: boolean, };

export type ScenarioNight = {
/**
 * Of the plan; null when End is never reached.
 */
plan_window_s: number | null, critical_path: Array<NodeId>, window_s: Percentiles, unfinished: number, deadlines: Array<DeadlineForecast>, histogram: Histogram, };

/**
 * The night of one scenario.
 */
export type ScenarioOutcome = { name: string,
/**
 * Of the definition with the scenario's edits in it; null when no night can be made of it.
 */
hash: ContentHash | null,
/**
 * Why verbs could not be applied, or no night can be made; its figures are null then.
 */
problems: Array<Diagnostic>, night: ScenarioNight | null,
/**
 * Against the base; null for the base itself.
 */
against_base: AgainstBase | null, };

export type SetText = { document: number, text: string, };

/**
 * Where the window goes, along the chain of drivers; the parts add up to the window.
 */
export type Split = { work_s: number, lag_s: number, resource_s: number, clock_s: number, human_s: number, };

/**
 * What the window is spent on over many nights.
 */
export type SplitForecast = { mean: Split,
/**
 * Of the very night at P50, and at P95; null when End is not reached in it.
 */
p50: Split | null, p95: Split | null, };

/**
 * A verdict, or the author taking the change back.
 */
export type StepVerdict = "approve" | "reject" | "return" | "withdraw";

/**
 * The figures at the foot of the window.
 */
export type Strip = {
/**
 * Null when End is never reached.
 */
window_s: number | null,
/**
 * The window of what is published, when a runtime is there and something is.
 */
published_window_s: number | null, published_version: number | null, critical_path: Array<NodeId>, deadlines: Array<StripDeadline>, };

export type StripDeadline = { node: NodeId, at: Timestamp, finish: Timestamp, };

export type SubmitDocument = { document: number, title: string, why: string, };

/**
 * A moment: milliseconds since 1970-01-01T00:00:00Z.
 */
export type Timestamp = number;

/**
 * What the good and the bad tenth of a job's duration mean for the window: the two ends of its bar in a tornado chart.
 */
export type Tornado = {
/**
 * The duration's own P10 and P90.
 */
duration_p10_s: number, duration_p90_s: number,
/**
 * By how much the window is then longer than its mean; less than nothing is shorter.
 */
window_at_p10_s: number, window_at_p90_s: number, };

export type TuneDocument = { document: number, business_date: string | null, seconds: number, seed: number, allow_edges: boolean, token: number, };

/**
 * What became of tuning.
 */
export type TuneOutcome = "better" | "optimal" | "nothing_found" | "only_as_planned" | "not_tried";

/**
 * What tuning found.
 */
export type TuneReport = { window_before_s: number, window_s: number, bound_s: number, gap: number, proven: boolean,
/**
 * New priorities, only those that differ.
 */
priorities: { [key in NodeId]: number },
/**
 * Edges that put jobs in order, as pairs; empty unless they are allowed.
 */
edges: Array<[NodeId, NodeId]>,
/**
 * Nights that were simulated before and as many after, with the same random numbers; null when all of them go as planned, or when
 * the time did not suffice.
 */
nights: number | null, p50_before_s: number | null, p50_s: number | null, p95_before_s: number | null, p95_s: number | null,
/**
 * Whether the change is worth offering: better as planned, and no worse at P50 and at P95.
 */
offered: boolean, outcome: TuneOutcome,
/**
 * How much shorter as planned what was found, and is not offered, would be; null when that is nothing.
 */
withheld_s: number | null,
/**
 * The change to the root definition, to accept as it is.
 */
edits: Array<Edit>, };

/**
 * One what-if edit. A node in a subflow is named by its path (`core/posting`).
 */
export type Verb = { "duration": { node: NodeId, to: Length, } } | { "capacity": { pool: PoolId, capacity: number, hours?: Array<PoolHours>, } } | { "concurrency": { system: SystemId, limit?: number, } } | { "priority": { node: NodeId, priority: number, } } | { "critical": { node: NodeId, critical: boolean, } } | { "start": DayTime } | { "not_before": { node: NodeId, at?: DayTime, } } | { "deadline": { node?: NodeId, at?: DayTime, } } | { "day_class": DayClass } | { "add_edge": Edge } | { "remove_edge": Edge } | { "add_node": Node } | { "remove_node": NodeId } | { "replace_node": Node } | { "skip": NodeId } | { "force": NodeId } | { "confirm": { node: NodeId, at: DayTime, } } | { "down": Down } | { "split": { node: NodeId, pieces: number, } } | { "merge": { nodes: Array<NodeId>, } };

/**
 * What a person has said about a change.
 */
export type Verdict = "approve" | "reject" | "return";

/**
 * What an approver needs to know of a forecast.
 */
export type WindowForecast = {
/**
 * Null when End is never reached.
 */
plan_window_s: number | null, critical_path: Array<NodeId>, window_s: Percentiles, deadlines: Array<DeadlineForecast>, };

export interface Asks {
  'library.list': { request: Nothing; response: LibraryView }
  'document.open': { request: OpenPath; response: OpenDocument }
  'document.create': { request: CreateDocument; response: OpenDocument }
  'document.edit': { request: EditDocument; response: Assessment }
  'document.set_text': { request: SetText; response: OpenDocument }
  'document.text': { request: ByDocument; response: DocumentText }
  'document.save': { request: SaveDocument; response: Saved }
  'document.close': { request: ByDocument; response: null }
  'document.resolved': { request: ByNode; response: Resolved }
  'document.layout': { request: LayoutDocument; response: Layout }
  'document.import': { request: ImportDocument; response: OpenDocument }
  'document.diff': { request: DiffDocument; response: DiffReport }
  'document.plan': { request: PlanDocument; response: PlanReport }
  'document.forecast': { request: ForecastDocument; response: ForecastReport }
  'document.night': { request: NightOfForecast; response: PlanReport }
  'document.candidates': { request: ByDocument; response: Array<AllowedChange> }
  'document.bound': { request: BoundDocument; response: BoundReport }
  'document.tune': { request: TuneDocument; response: TuneReport }
  'document.advise': { request: AdviseDocument; response: AdviceReport }
  'scenario.list': { request: ByDocument; response: Array<ScenarioFile> }
  'scenario.save': { request: SaveScenario; response: ScenarioFile }
  'scenario.remove': { request: RemoveScenario; response: null }
  'scenario.plan': { request: PlanScenario; response: PlanReport }
  'scenario.forecast': { request: ForecastScenario; response: ForecastReport }
  'scenario.compare': { request: CompareScenarios; response: ScenarioComparison }
  'scenario.draft': { request: PlanScenario; response: ScenarioDraft }
  'history.show': { request: ByDocument; response: HistorySummary }
  'history.import': { request: ImportHistory; response: HistorySummary }
  'history.fit': { request: ByDocument; response: FitReport }
  'history.backtest': { request: BacktestDocument; response: BacktestReport }
  'cancel': { request: ByToken; response: null }
  'calendar.year': { request: CalendarYear; response: CalendarDays }
  'file.export': { request: ExportFile; response: Exported }
  'runtime.status': { request: Nothing; response: RuntimeStatus }
  'runtime.start': { request: Nothing; response: RuntimeStatus }
  'people.use': { request: PeopleUse; response: RuntimeStatus }
  'change.list': { request: Nothing; response: Array<ChangeView> }
  'change.show': { request: ChangeById; response: ChangeDetail }
  'change.submit': { request: SubmitDocument; response: ChangeView }
  'change.decide': { request: ChangeDecide; response: ChangeView }
  'change.publish': { request: ChangeById; response: ChangeView }
  'published.list': { request: Nothing; response: Array<PublishedWorkflow> }
  'revision.list': { request: RevisionList; response: Array<RevisionView> }
  'revision.show': { request: RevisionByHash; response: RevisionBundle }
  'revision.diff': { request: RevisionDiff; response: DiffReport }
  'revision.restore': { request: RestoreRevision; response: OpenDocument }
  'run.start': { request: RunStart; response: RunView }
  'run.list': { request: RunList; response: Array<RunView> }
  'run.show': { request: RunById; response: RunDetail }
  'run.plan': { request: RunById; response: PlanReport }
  'run.act': { request: RunAct; response: RunView }
  'run.log': { request: RunLog; response: LogText }
  'event.list': { request: EventList; response: Array<RuntimeEvent> }
  'audit.list': { request: AuditList; response: Array<AuditEntry> }
  'audit.verify': { request: Nothing; response: AuditProof }
}

/** Asks whose answers are stale after the named one has succeeded. */
export const REFRESHES: { readonly [name in keyof Asks]?: readonly (keyof Asks)[] } = {
  'document.create': ['library.list'],
  'document.save': ['library.list'],
  'document.import': ['library.list'],
  'scenario.save': ['scenario.list'],
  'scenario.remove': ['scenario.list'],
  'history.import': ['history.show'],
  'people.use': ['change.show'],
  'change.submit': ['change.list', 'change.show'],
  'change.decide': ['change.list', 'change.show'],
  'change.publish': ['change.list', 'change.show', 'published.list', 'revision.list'],
  'run.start': ['run.list'],
  'run.act': ['run.list', 'run.show'],
};
