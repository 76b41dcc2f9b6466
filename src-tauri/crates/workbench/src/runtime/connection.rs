//! The way to the runtime of the data folder, found anew whenever it is needed: a runtime may come, go and move.

use crate::desk::{Places, lock};
use daybreak_client::{Client, place};
use daybreak_wire::AskError;
use daybreak_wire::person::RuntimeStatus;
use std::path::PathBuf;
use std::sync::Mutex;

/// Who asks when nobody has said: the first of these whose key is here.
const FIRST: &str = "dora";

/// Finds the runtime and asks it as the person at the window.
pub struct Connection {
    data: PathBuf,
    person: Mutex<Option<String>>,
    /// The client made last, with what it was made from.
    made: Mutex<Option<(String, Option<String>, Client)>>,
}

impl Connection {
    pub fn new(places: &Places) -> Connection {
        Connection { data: places.data.clone(), person: Mutex::default(), made: Mutex::default() }
    }

    /// A client of the runtime that is up now.
    ///
    /// # Errors
    /// `runtime_away` when none is up.
    pub fn client(&self) -> Result<Client, AskError> {
        let runtime = place::runtime_of(&self.data)?;
        let person = self.person();
        let mut made = lock(&self.made);
        if let Some((address, as_whom, client)) = made.as_ref()
            && *address == runtime.address
            && *as_whom == person
        {
            return Ok(client.clone());
        }
        let key = person.as_deref().map(|name| place::key_of(&self.data, name)).transpose()?;
        let client = Client::new(&runtime.address, key.as_deref())?;
        *made = Some((runtime.address, person, client.clone()));
        Ok(client)
    }

    /// Asks as `name` from now on.
    ///
    /// # Errors
    /// `unauthenticated` when there is no key of that name here.
    pub fn use_person(&self, name: &str) -> Result<(), AskError> {
        place::key_of(&self.data, name)?;
        *lock(&self.person) = Some(name.to_owned());
        Ok(())
    }

    /// What the runtime says of itself; that it is away is said in `problem`.
    pub async fn status(&self) -> RuntimeStatus {
        let answer = match self.client() {
            Ok(client) => client.status().await,
            Err(error) => Err(error),
        };
        answer.unwrap_or_else(|error| RuntimeStatus { problem: Some(error.message), ..RuntimeStatus::default() })
    }

    fn person(&self) -> Option<String> {
        let mut person = lock(&self.person);
        if person.is_none() {
            let names = place::names(&self.data);
            *person = names.iter().find(|name| *name == FIRST).or(names.first()).cloned();
        }
        person.clone()
    }
}
