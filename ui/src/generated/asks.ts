// Generated from the Rust types by `make gen`. Do not edit.
import type { Bundle, DayClass, DayTime, Definition, Diagnostic, Edit, NodeId, Outcome, PoolId, Resolved, SystemId, TriggerId, WorkflowId } from './model';

export type Against = "published" | "saved";

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
error?: number, };

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

export type ForecastDocument = { document: number, samples: number, seed: number, business_date: string | null,
/**
 * Names the work in progress, for `cancel` and for progress that is pushed.
 */
token: number, };

/**
 * Many simulated nights.
 */
export type ForecastReport = { samples: number, seed: number,
/**
 * Nights in which End was not reached. A percentile that falls among them is told as the longest night that ended.
 */
unfinished: number, window_s: Percentiles, deadlines: Array<DeadlineForecast>, nodes: { [key in NodeId]: NodeForecast },
/**
 * Of the window.
 */
histogram: Histogram, };

export type Histogram = { from_s: number, width_s: number, counts: Array<number>, };

export type ImportDocument = { format: ImportFormat, path: string,
/**
 * Of STG's one pool.
 */
capacity: number | null, priority_lft: boolean, };

export type ImportFormat = "psplib" | "wfcommons" | "stg";

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
 * The folder that the window works on.
 */
export type LibraryView = { folder: string,
/**
 * What to open when nobody names a file: the largest that is no other's subflow.
 */
first: string | null, documents: Array<DocumentSummary>, templates: Array<DocumentSummary>, calendars: Array<CalendarSummary>, };

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

export type NextStart = { trigger: TriggerId, at: Timestamp, business_date: string, };

export type NodeDiff = { node: NodeId, change: Alteration,
/**
 * Of a changed node only.
 */
fields: Array<FieldChange>, };

export type NodeForecast = {
/**
 * How often the node is on the critical path, from 0 to 1.
 */
criticality: number, start_s: Percentiles, finish_s: Percentiles, };

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

/**
 * `people.use`: who is asking from now on.
 */
export type PeopleUse = { name: string, };

/**
 * A distribution, in seconds.
 */
export type Percentiles = { mean: number, sd: number, min: number, p50: number, p80: number, p90: number, p95: number, p99: number, max: number, };

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
 * To the finish of End; to the last finish of anything when `never_start` keeps End from being reached.
 */
window_s: number,
/**
 * From Begin to End.
 */
critical_path: Array<NodeId>, split: Split,
/**
 * Those that are taken; the others are in the lists below.
 */
nodes: { [key in NodeId]: PlannedNode },
/**
 * When Begin starts.
 */
start: Timestamp, business_date: string, day_class: DayClass, zone: string, deadlines: Array<PlannedDeadline>, pools: Array<PoolReport>,
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
not_taken: Array<NodeId>, };

export type PlannedDeadline = { node: NodeId, at: Timestamp, finish: Timestamp,
/**
 * Negative when it is missed.
 */
slack_s: number, };

export type PlannedNode = { start_s: number, finish_s: number, latest_start_s: number, latest_finish_s: number, slack_s: number, driver: Driver, };

/**
 * A place on the canvas, in its units.
 */
export type Point = { x: number, y: number, };

/**
 * A pool over the night, as steps: second from the start, value from then on.
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
export type Push = { "kind": "events", events: Array<RuntimeEvent>, } | { "kind": "status", status: RuntimeStatus, } | { "kind": "progress", token: number, done: number, total: number, };

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

export type Saved = { path: string, hash: ContentHash | null, };

export type SetText = { document: number, text: string, };

/**
 * Where the window goes, along the chain of drivers; the parts add up to the window.
 */
export type Split = { work_s: number, lag_s: number, resource_s: number, clock_s: number, human_s: number, };

/**
 * A verdict, or the author taking the change back.
 */
export type StepVerdict = "approve" | "reject" | "return" | "withdraw";

/**
 * The figures at the foot of the window.
 */
export type Strip = { window_s: number,
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
 * What a person has said about a change.
 */
export type Verdict = "approve" | "reject" | "return";

/**
 * What an approver needs to know of a forecast.
 */
export type WindowForecast = { plan_window_s: number, critical_path: Array<NodeId>, window_s: Percentiles, deadlines: Array<DeadlineForecast>, };

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
  'people.use': ['change.show'],
  'change.submit': ['change.list', 'change.show'],
  'change.decide': ['change.list', 'change.show'],
  'change.publish': ['change.list', 'change.show', 'published.list', 'revision.list'],
  'run.start': ['run.list'],
  'run.act': ['run.list', 'run.show'],
};
