//! What a runtime is asked for.

mod acts;
mod audit;
mod changes;
mod logs;
mod runs;
mod serve;
mod status;
mod watch;

use crate::arguments::{Arguments, AuditTask, Command};
use crate::failure::{Done, Outcome};
use crate::output::Output;
use daybreak_client::{Client, place};
use daybreak_wire::change::StepVerdict;
use daybreak_wire::run::RunAction;
use daybreak_wire::{AskError, ErrorCode};
use std::path::PathBuf;

/// A command on its way to a runtime.
pub struct Asking<'a> {
    arguments: &'a Arguments,
    data: PathBuf,
}

pub fn perform(arguments: &Arguments, output: &mut Output) -> Done {
    if let Command::Openapi = arguments.command {
        let document = daybreak_server::openapi();
        output.write(&format!("{document:#}\n"))?;
        return Ok(Outcome::Fine);
    }
    let asking = Asking { arguments, data: place::data_folder(arguments.data.clone())? };
    let threads = match &arguments.command {
        Command::Serve(_) => tokio::runtime::Builder::new_multi_thread().enable_all().build(),
        _ => tokio::runtime::Builder::new_current_thread().enable_all().build(),
    };
    let threads =
        threads.map_err(|error| AskError::new(ErrorCode::Io, format!("the system gives no threads: {error}")))?;
    threads.block_on(asking.answer(output))
}

impl Asking<'_> {
    async fn answer(&self, output: &mut Output) -> Done {
        use Command as C;
        match &self.arguments.command {
            C::Serve(given) => serve::serve(given, self.data.clone(), output).await,
            C::Status => status::status(self, output).await,
            C::People => status::people(self, output).await,
            C::Workflows => status::workflows(self, output).await,
            C::Revisions(given) => status::revisions(self, given, output).await,
            C::Submit(given) => changes::submit(self, given, output).await,
            C::Changes(given) => changes::changes(self, given, output).await,
            C::Approve(given) => changes::decide(self, given, StepVerdict::Approve, output).await,
            C::Reject(given) => changes::decide(self, given, StepVerdict::Reject, output).await,
            C::Return(given) => changes::decide(self, given, StepVerdict::Return, output).await,
            C::Withdraw(given) => changes::decide(self, given, StepVerdict::Withdraw, output).await,
            C::Publish(given) => changes::publish(self, given, output).await,
            C::Run(given) => runs::run(self, given, output).await,
            C::Runs(given) => runs::runs(self, given, output).await,
            C::Show(given) => runs::show(self, given, output).await,
            C::Watch(given) => watch::watch(self, given, output).await,
            C::Logs(given) => logs::logs(self, given, output).await,
            C::Audit(given) => match given.task {
                AuditTask::List { after, limit } => audit::list(self, after, limit, output).await,
                AuditTask::Verify => audit::verify(self, output).await,
            },
            _ => self.act(output).await,
        }
    }

    /// The operators' actions.
    async fn act(&self, output: &mut Output) -> Done {
        use Command as C;
        let (run, act) = match &self.arguments.command {
            C::Hold(on) => acts::on_nodes(on, RunAction::Hold),
            C::Release(on) => acts::on_nodes(on, RunAction::Release),
            C::Skip(on) => acts::on_nodes(on, RunAction::Skip),
            C::Kill(on) => acts::on_nodes(on, RunAction::Kill),
            C::RunNow(on) => acts::on_nodes(on, RunAction::RunNow),
            C::Rerun(given) => acts::rerun(given),
            C::Force(given) => acts::force(given),
            C::Confirm(given) => acts::confirm(given),
            C::Priority(given) => acts::priority(given),
            C::Capacity(given) => acts::capacity(given),
            C::Pause(on) => acts::on_run(on, RunAction::Pause),
            C::Resume(on) => acts::on_run(on, RunAction::Resume),
            C::Stop(on) => acts::on_run(on, RunAction::Stop),
            other => {
                return Err(AskError::new(ErrorCode::Internal, format!("no way is known to do {other:?}")));
            }
        };
        acts::act(self, run, &act, output).await
    }

    /// The way to the runtime for who wants something done; they must say who they are.
    fn client(&self) -> Result<Client, AskError> {
        match self.arguments.person.as_deref() {
            Some(name) => Client::of_folder(&self.data, Some(name)),
            None => {
                let known = place::names(&self.data).join(", ");
                place::runtime_of(&self.data)?;
                Err(AskError::new(ErrorCode::Unauthenticated, "this needs somebody who answers for it")
                    .help(format!("say who you are with --as NAME or DAYBREAK_AS; keys are here for {known}")))
            }
        }
    }

    /// The way to the runtime for who only looks: as the person who was named, else as any whose key is here.
    fn reader(&self) -> Result<Client, AskError> {
        let any = place::names(&self.data).into_iter().next();
        Client::of_folder(&self.data, self.arguments.person.as_deref().or(any.as_deref()))
    }
}
