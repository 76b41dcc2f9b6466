//! Who is asking, and whether they may. The only place where roles are looked at before a handler runs.

use crate::app::App;
use crate::failure::Failure;
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use daybreak_change::approval::Actor;
use daybreak_change::role::Permission;
use daybreak_model::bundle::{Bundle, beside};
use daybreak_model::id::NodeId;
use daybreak_model::node::Kind;
use daybreak_run::Operation;
use daybreak_wire::ErrorCode;
use daybreak_wire::person::Person;

/// Lets a request pass when its key belongs to a person with the permission, and tells the handler who it is.
pub async fn require(
    State((app, permission)): State<(App, Option<Permission>)>,
    mut request: Request,
    next: Next,
) -> Response {
    let person = person(&app, request.headers());
    let Some(permission) = permission else {
        // Whoever may be asked by anybody still tells a known person who they are.
        request.extensions_mut().insert(person.ok());
        return next.run(request).await;
    };
    match person.and_then(|person| allowed(person, permission)) {
        Ok(person) => {
            request.extensions_mut().insert(person);
            next.run(request).await
        }
        Err(failure) => failure.into_response(),
    }
}

/// Whether the person holds a role with the permission.
pub fn allowed(person: Person, permission: Permission) -> Result<Person, Failure> {
    if person.roles.iter().any(|role| role.may(permission)) {
        return Ok(person);
    }
    let message = format!("{} may not {permission}; that takes the role {}", person.name, permission.holders());
    Err(Failure::new(ErrorCode::Forbidden, message))
}

/// The person as the rule of approval sees them.
pub fn actor(person: &Person) -> Actor {
    Actor { name: person.name.clone(), roles: person.roles.iter().copied().collect() }
}

fn person(app: &App, headers: &HeaderMap) -> Result<Person, Failure> {
    let unknown = |message: &str| {
        Failure::new(ErrorCode::Unauthenticated, message)
            .help("say who you are with Authorization: Bearer KEY; daybreak --as NAME does")
    };
    let header = headers.get(AUTHORIZATION).ok_or_else(|| unknown("the request does not say who is asking"))?;
    let key = header.to_str().ok().and_then(|text| text.strip_prefix("Bearer "));
    let key = key.ok_or_else(|| unknown("the request does not say who is asking in a way that is understood"))?;
    app.roster.who(key.trim()).ok_or_else(|| unknown("the key belongs to nobody whom this runtime knows"))
}

/// Whether the person may act on a run: whoever may operate, and for a gate whoever holds the role that it names.
pub fn may_operate(person: &Person, operation: &Operation, bundle: &Bundle) -> Result<(), Failure> {
    let Operation::Confirm { nodes } = operation else {
        return allowed(person.clone(), Permission::Operate).map(|_| ());
    };
    for node in nodes {
        match gate_role(bundle, node) {
            None => allowed(person.clone(), Permission::Operate).map(|_| ())?,
            Some(role) if person.roles.iter().any(|held| held.to_string() == role) => {}
            Some(role) => {
                let message = format!("{} may not confirm {node}; that takes the role {role}", person.name);
                return Err(Failure::new(ErrorCode::Forbidden, message));
            }
        }
    }
    Ok(())
}

/// The role that a confirm gate names, by its path through the subflows.
fn gate_role(bundle: &Bundle, path: &NodeId) -> Option<String> {
    let (mut file, mut definition) = (bundle.root.clone(), bundle.root()?);
    let mut parts = path.as_str().split('/').peekable();
    while let Some(part) = parts.next() {
        let node = definition.nodes.iter().find(|node| node.id.as_str() == part)?;
        match &node.kind {
            Kind::Subflow(subflow) if parts.peek().is_some() => {
                file = beside(&file, &subflow.file);
                definition = bundle.definitions.get(&file)?;
            }
            Kind::Confirm(confirm) => return confirm.role.clone(),
            _ => return None,
        }
    }
    None
}
