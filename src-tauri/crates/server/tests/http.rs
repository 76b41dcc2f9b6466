//! The API over real HTTP: who may ask, what is wrong with a request, events that go on where they were.

use daybreak_client::{Client, Received};
use daybreak_engine::Options;
use daybreak_model::bundle::Bundle;
use daybreak_model::definition::{Definition, Edge};
use daybreak_model::node::{Confirm, Kind, Node};
use daybreak_server::{Listen, Serve, Serving, serve};
use daybreak_wire::change::{LayoutFile, Point, Step, StepVerdict, Submission};
use daybreak_wire::event::EventList;
use daybreak_wire::run::{Act, JobState, RunAction, RunStart, RunState};
use daybreak_wire::{AskError, ErrorCode};
use std::io::{Read, Write};
use std::net::TcpStream;
use tempfile::TempDir;

struct Fixture {
    data: TempDir,
    serving: Serving,
}

impl Fixture {
    async fn start() -> Fixture {
        let data = tempfile::tempdir().unwrap();
        let listen = Listen::At("127.0.0.1:0".parse().unwrap());
        let serving = serve(Serve { listen, engine: Options::new(data.path()) }).await.unwrap();
        Fixture { data, serving }
    }

    fn client(&self, name: &str) -> Client {
        Client::of_folder(self.data.path(), Some(name)).unwrap()
    }

    /// The answer to a request that is written by hand: status and body.
    async fn raw(&self, request: &str, key: Option<&str>) -> (u16, String) {
        let host = self.serving.address.trim_start_matches("http://").to_owned();
        let key = key.map(|name| std::fs::read_to_string(self.data.path().join(format!("keys/{name}.key"))).unwrap());
        let key = key.map_or_else(String::new, |key| format!("authorization: Bearer {}\r\n", key.trim()));
        let (head, body) = request.split_once("\n\n").unwrap_or((request, ""));
        let request = format!(
            "{} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-type: application/json\r\n{key}content-length: {}\r\n\r\n{body}",
            head.trim(),
            body.len()
        );
        let answer = tokio::task::spawn_blocking(move || {
            let mut stream = TcpStream::connect(host).unwrap();
            // A server that has refused a body need not read all of it.
            let _ = stream.write_all(request.as_bytes());
            let mut bytes = Vec::new();
            let _ = stream.read_to_end(&mut bytes);
            String::from_utf8_lossy(&bytes).into_owned()
        });
        let answer = answer.await.unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
    }
}

/// Begin, a gate that waits for a person, and end: a run that goes where it is told, without any program.
fn gated() -> Bundle {
    let mut definition = Definition::empty("gated", "A gate", "UTC");
    let confirm = Confirm { prompt: "Go on?".into(), role: None };
    definition.nodes.insert(1, Node::new("gate", Kind::Confirm(confirm)));
    definition.nodes[1].settings.duration = Some(daybreak_model::duration::Estimate::Fixed("5m".parse().unwrap()));
    definition.edges = vec![Edge::new("begin", "gate"), Edge::new("gate", "end")];
    Bundle::single("gated.workflow.json", definition)
}

fn submission(bundle: Bundle) -> Submission {
    let mut layout = LayoutFile::default();
    layout.positions.insert("gate".into(), Point { x: 1.5, y: -2.0 });
    Submission { bundle, folder: "/tmp".into(), layout: Some(layout), title: "First".into(), why: String::new() }
}

async fn publish(fixture: &Fixture, bundle: Bundle) {
    let change = fixture.client("dora").submit(&submission(bundle)).await.unwrap();
    let step = Step { verdict: StepVerdict::Approve, comment: String::new(), hash: change.hash };
    fixture.client("aaron").decide(change.id, &step).await.unwrap();
    fixture.client("aaron").publish(change.id).await.unwrap();
}

fn start() -> RunStart {
    RunStart {
        workflow: "gated".into(),
        business_date: "2026-11-23".parse().unwrap(),
        parameters: Default::default(),
        reason: "test".into(),
    }
}

fn confirm() -> Act {
    Act { action: RunAction::Confirm, nodes: vec!["gate".into()], reason: "seen".into(), value: None, pool: None }
}

fn code(body: &str) -> ErrorCode {
    serde_json::from_str::<AskError>(body).unwrap_or_else(|error| panic!("no error of ours ({error}): {body}")).code
}

#[tokio::test(flavor = "multi_thread")]
async fn every_refusal_is_an_error_of_ours() {
    let fixture = Fixture::start().await;
    let long = format!("POST /v1/runs\n\n{}", "x".repeat(2 << 20));
    let cases: [(&str, Option<&str>, u16, ErrorCode); 13] = [
        ("GET /v1/runs", None, 401, ErrorCode::Unauthenticated),
        ("GET /", None, 404, ErrorCode::NotFound),
        ("GET /v1/nothing", Some("anna"), 404, ErrorCode::NotFound),
        ("DELETE /v1/runs", Some("ada"), 400, ErrorCode::Invalid),
        ("GET /v1/runs/seven", Some("anna"), 400, ErrorCode::Invalid),
        ("GET /v1/runs/7", Some("anna"), 404, ErrorCode::NotFound),
        ("GET /v1/runs?business_date=tonight", Some("anna"), 400, ErrorCode::Invalid),
        ("POST /v1/runs\n\n{}", Some("anna"), 403, ErrorCode::Forbidden),
        ("POST /v1/runs\n\n{", Some("olga"), 400, ErrorCode::Invalid),
        ("POST /v1/runs\n\n{\"workflow\": 1}", Some("olga"), 400, ErrorCode::Invalid),
        (&long, Some("olga"), 413, ErrorCode::TooLarge),
        ("GET /v1/revisions/abc", Some("udo"), 404, ErrorCode::NotFound),
        ("GET /v1/runs/18446744073709551616", Some("udo"), 400, ErrorCode::Invalid),
    ];
    for (request, key, status, expected) in cases {
        let (found, body) = fixture.raw(request, key).await;
        let head: String = request.chars().take(60).collect();
        assert_eq!((found, code(&body)), (status, expected), "{head}: {body}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_nobody_has_opens_nothing() {
    let fixture = Fixture::start().await;
    let stranger = Client::new(&fixture.serving.address, Some(&"0".repeat(64))).unwrap();
    assert_eq!(stranger.runs(Default::default()).await.unwrap_err().code, ErrorCode::Unauthenticated);
    let status = stranger.status().await.unwrap();
    assert_eq!((status.person, status.people.len()), (None, 6));
    assert_eq!(fixture.client("udo").status().await.unwrap().person.unwrap().name, "udo");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_a_change_is_refused() {
    let fixture = Fixture::start().await;
    let dora = fixture.client("dora");
    let refused = async |submission: Submission| dora.submit(&submission).await.unwrap_err();
    let whole = submission(gated());
    let untitled = refused(Submission { title: "  ".into(), ..whole.clone() }).await;
    assert_eq!((untitled.code, untitled.place.as_deref()), (ErrorCode::Invalid, Some("title")));
    let relative = refused(Submission { folder: "here".into(), ..whole.clone() }).await;
    assert_eq!(relative.place.as_deref(), Some("folder"));
    let mut open = whole.clone();
    open.bundle.definitions.get_mut("gated.workflow.json").unwrap().calendar = Some("cn.calendar.json".into());
    assert!(refused(open).await.message.contains("cn.calendar.json"));
    let rootless = Submission { bundle: Bundle { root: "x".into(), ..gated() }, ..whole };
    assert_eq!(refused(rootless).await.code, ErrorCode::Invalid);
    assert!(dora.changes().await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_is_followed_from_a_snapshot_and_resumed_without_a_gap() {
    let fixture = Fixture::start().await;
    publish(&fixture, gated()).await;
    let olga = fixture.client("olga");
    let mut stream = olga.follow(None, None);
    let Received::Snapshot(before) = stream.next().await.unwrap() else { panic!("a snapshot comes first") };
    assert!(before.runs.is_empty());
    let run = olga.start_run(&start()).await.unwrap();
    // All events of the run until the gate waits for its person, from the stream.
    let mut seen = Vec::new();
    while seen.last() != Some(&Some("blocked".to_owned())) {
        if let Received::Event(event) = stream.next().await.unwrap() {
            seen.push(event.state.filter(|_| event.node.is_none()));
        }
    }
    let detail = olga.run(run.run).await.unwrap();
    assert_eq!((detail.run.state, detail.run.blocked_by), (RunState::Blocked, vec!["gate".into()]));
    assert_eq!(detail.layout.unwrap().positions["gate"], Point { x: 1.5, y: -2.0 });
    assert_eq!(olga.run_plan(run.run).await.unwrap().window_s, Some(300.0));

    let mut resumed = olga.follow(Some(detail.last_event), Some(run.run));
    olga.act(run.run, &confirm()).await.unwrap();
    let mut numbers = Vec::new();
    loop {
        let Received::Event(event) = resumed.next().await.unwrap() else { panic!("a resumed stream has no snapshot") };
        numbers.push(event.seq);
        if event.state.as_deref() == Some("succeeded") && event.node.is_none() {
            break;
        }
    }
    let page = EventList { after: detail.last_event, run: Some(run.run), limit: 1000 };
    let kept: Vec<u64> = olga.events(page).await.unwrap().iter().map(|event| event.seq).collect();
    assert_eq!(numbers, kept, "the stream tells what is kept, in order and once");
    assert!(olga.run(run.run).await.unwrap().nodes.iter().all(|node| node.state == JobState::Succeeded));
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_watch_hear_of_changes() {
    let fixture = Fixture::start().await;
    let mut stream = fixture.client("aaron").follow(None, None);
    stream.next().await.unwrap();
    fixture.client("dora").submit(&submission(gated())).await.unwrap();
    let Received::Event(event) = stream.next().await.unwrap() else { panic!("an event") };
    assert_eq!((event.kind, event.state.as_deref()), (daybreak_wire::event::EventKind::Change, Some("submitted")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gate_is_opened_by_the_role_that_it_names() {
    let fixture = Fixture::start().await;
    let mut bundle = gated();
    let gate = &mut bundle.definitions.get_mut("gated.workflow.json").unwrap().nodes[1];
    gate.kind = Kind::Confirm(Confirm { prompt: "Go on?".into(), role: Some("approver".into()) });
    publish(&fixture, bundle).await;
    let run = fixture.client("olga").start_run(&start()).await.unwrap().run;
    assert_eq!(fixture.client("olga").act(run, &confirm()).await.unwrap_err().code, ErrorCode::Forbidden);
    fixture.client("aaron").act(run, &confirm()).await.unwrap();
    let pause = Act { action: RunAction::Pause, nodes: vec![], ..confirm() };
    assert_eq!(fixture.client("aaron").act(run, &pause).await.unwrap_err().code, ErrorCode::Forbidden);
    let silent = Act { reason: " ".into(), ..pause };
    assert_eq!(fixture.client("olga").act(run, &silent).await.unwrap_err().place.as_deref(), Some("reason"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_runtime_ends_in_order_although_somebody_watches() {
    let fixture = Fixture::start().await;
    let mut stream = fixture.client("anna").follow(None, None);
    stream.next().await.unwrap();
    let file = fixture.data.path().join("runtime.json");
    assert!(file.exists());
    fixture.serving.until(async {}).await.unwrap();
    assert!(!file.exists());
    assert_eq!(stream.next().await.unwrap_err().code, ErrorCode::RuntimeAway);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_change_uses_no_version_up() {
    let fixture = Fixture::start().await;
    let rejected = fixture.client("dora").submit(&submission(gated())).await.unwrap();
    let step = Step { verdict: StepVerdict::Reject, comment: "not tonight".into(), hash: rejected.hash };
    fixture.client("aaron").decide(rejected.id, &step).await.unwrap();
    let mut bundle = gated();
    bundle.definitions.get_mut("gated.workflow.json").unwrap().name = "Another gate".into();
    publish(&fixture, bundle).await;
    assert_eq!(fixture.client("udo").published().await.unwrap()[0].version, 1);
    let run = fixture.client("olga").start_run(&start()).await.unwrap();
    assert_eq!(run.version, 1);
}
