//! `daybreak hash`.

use super::complete_bundle;
use crate::arguments::Hash;
use crate::failure::{Done, Outcome};
use crate::output::Output;
use daybreak_model::hash::ContentHash;
use serde::Serialize;

#[derive(Serialize)]
struct Answer {
    hash: ContentHash,
}

pub fn hash(given: &Hash, output: &mut Output) -> Done {
    let answer = Answer { hash: ContentHash::of(&complete_bundle(&given.file)?) };
    output.answer(&answer, |answer| format!("{}\n", answer.hash))?;
    Ok(Outcome::Fine)
}
